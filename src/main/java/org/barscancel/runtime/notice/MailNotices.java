package org.barscancel.runtime.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.barscancel.notice.Letter;
import org.barscancel.notice.LetterType;
import org.barscancel.runtime.watch.Setbacks;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Tells people by mail: plain text, one mail a letter to all of them. */
final class MailNotices implements NoticeSender {
    private final JavaMailSender mail;
    private final String installation;
    private final String from;
    private final String[] to;

    MailNotices(JavaMailSender mail, String installation, String from, Set<String> to) {
        this.mail = mail;
        this.installation = installation;
        this.from = from;
        this.to = to.toArray(String[]::new);
    }

    @Override
    public String channel() {
        return "mail";
    }

    @Override
    public void send(Letter letter) throws IOException {
        try {
            MimeMessage message = mail.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(to);
            helper.setSubject(subject(letter));
            helper.setText(text(letter));
            // No answers of machines to a machine (RFC 3834), and one thread a reason.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader(
                    "X-BaRS-Notice",
                    letter.letterId() + " " + letter.type().code() + " "
                            + letter.reason().code());
            mail.send(message);
        } catch (MessagingException | MailException refused) {
            // What a mail server says may hold anything.
            throw new IOException(Setbacks.root(refused).getClass().getSimpleName());
        }
    }

    private String subject(Letter letter) {
        String begin =
                switch (letter.type()) {
                    case BEGAN -> "";
                    case REMINDER -> "Still: ";
                    case OVER -> "Over: ";
                };
        return "[" + installation + "] " + begin + letter.words().what();
    }

    private String text(Letter letter) {
        StringBuilder text = new StringBuilder()
                .append(letter.words().what())
                .append("\n\n")
                .append("Since:    ")
                .append(letter.since().truncatedTo(ChronoUnit.SECONDS))
                .append('\n');
        if (letter.type() == LetterType.OVER) {
            text.append("Over at:  ")
                    .append(letter.writtenAt().truncatedTo(ChronoUnit.SECONDS))
                    .append('\n');
        } else {
            text.append("To do:    ").append(letter.words().nextAction()).append('\n');
        }
        return text.append("Look at:  ")
                .append(letter.words().where())
                .append("\n\n")
                .append(installation)
                .append(" (BaRS Cancel), ")
                .append(letter.reason().code())
                .append(
                        letter.type() == LetterType.OVER
                                ? ". Nothing more is to be done.\n"
                                : ". You hear again when it is over.\n")
                .toString();
    }
}
