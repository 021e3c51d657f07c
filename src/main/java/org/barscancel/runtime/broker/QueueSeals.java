package org.barscancel.runtime.broker;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.RuntimeCamelException;
import org.barscancel.BarsSettings;
import org.barscancel.atrest.SealedException;
import org.barscancel.atrest.SealedTexts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts the texts of the messages on this program's own queues, and decrypts them. Their properties stay in clear: they
 * say what an operator and a selector need, and nothing of a patient. What is sent to others (results, replies) is never
 * encrypted. Messages of one kind may be moved between its queues by hand.
 */
public final class QueueSeals {
    private static final Logger LOG = LoggerFactory.getLogger(QueueSeals.class);

    private static final String CANCELLATION = "cancellation";
    private static final String DELIVERY = "delivery";

    /** On the dead queue lies what others could not deal with, of whatever kind. */
    private static final String ANY = "unreadable";

    private static final int MOST_TOLD = 100;

    private final BarsSettings.Queues queues;
    private final SealedTexts texts;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * @param queues which are this program's own
     * @param texts encrypts with the keys of {@code bars.at-rest.keys}
     */
    public QueueSeals(BarsSettings.Queues queues, SealedTexts texts) {
        this.queues = queues;
        this.texts = texts;
    }

    /** Whether a message lies, or will lie, on a queue of this program's own. */
    boolean isOurs(Message message, @Nullable Destination destination) throws JMSException {
        return kind(destination, message).isPresent();
    }

    /**
     * Encrypts a message that is about to be sent, if it goes to a queue of this program and a key encrypts.
     *
     * @throws JMSException when it is no text: it would lie there in clear
     */
    void seal(Message message, @Nullable Destination destination) throws JMSException {
        Optional<String> kind = texts.encrypts() ? kind(destination, message) : Optional.empty();
        if (kind.isEmpty()) {
            return;
        }
        if (!(message instanceof TextMessage text)) {
            throw new MessageFormatException(
                    "With bars.at-rest.keys, only texts are sent to the queues of this program: convert the body to a String");
        }
        if (text.getText() != null) {
            text.setText(texts.seal(kind.get(), text.getText()));
        }
    }

    /**
     * The text of a message, decrypted if it is encrypted.
     *
     * @throws SealedException when it cannot be read here; the message is as it was
     */
    @Nullable
    public String text(TextMessage message) throws JMSException, SealedException {
        String text = message.getText();
        return text == null ? null : open(message, text);
    }

    private String open(Message message, String text) throws JMSException, SealedException {
        if (!SealedTexts.isSealed(text)) {
            return text;
        }
        Optional<String> kind = kind(message.getJMSDestination(), message);
        if (kind.filter(ANY::equals).isPresent()) {
            return texts.open(text);
        }
        return kind.isPresent() ? texts.open(kind.get(), text) : text;
    }

    /**
     * The text of a message that a route takes, decrypted if it is encrypted.
     *
     * @throws RuntimeCamelException when it cannot be read here; the message goes back to its queue
     */
    String opened(Message message, String text) {
        try {
            return open(message, text);
        } catch (SealedException sealed) {
            tell(sealed);
            throw new RuntimeCamelException(sealed.getMessage());
        } catch (JMSException broken) {
            throw new RuntimeCamelException("The queue of a message is not known", broken);
        }
    }

    /**
     * What lies on a queue. On {@code rejected} lie requests as they came, too: who sent one must not be able to pass it off as a
     * cancellation of this program's.
     */
    private Optional<String> kind(@Nullable Destination destination, Message message) throws JMSException {
        if (!(destination instanceof Queue queue)) {
            return Optional.empty();
        }
        String name = name(queue);
        if (isOrBelow(name, queues.requests())
                || isOrBelow(name, queues.pointers())
                || name.equals(queues.parked())
                || name.equals(queues.held())) {
            return Optional.of(CANCELLATION);
        }
        if (name.equals(queues.rejected())) {
            return Optional.of(message.propertyExists(StoppedProperties.REPLAYABLE) ? CANCELLATION : "refusal");
        }
        if (name.equals(queues.events())) {
            return Optional.of("events");
        }
        if (name.startsWith(queues.deliveries() + ".") || name.equals(queues.undelivered())) {
            return Optional.of(DELIVERY);
        }
        return name.equals(queues.dead()) ? Optional.of(ANY) : Optional.empty();
    }

    private static boolean isOrBelow(String name, String queue) {
        return name.equals(queue) || name.startsWith(queue + ".");
    }

    /** IBM's client gives {@code queue://manager/NAME?options}. */
    private static String name(Queue queue) throws JMSException {
        String name = queue.getQueueName();
        return name.startsWith("queue://")
                ? name.replaceFirst("^queue://[^/]*/", "").replaceFirst("\\?.*", "")
                : name;
    }

    /** Each reason once, and not at each try of each message. */
    private void tell(SealedException sealed) {
        if (told.size() < MOST_TOLD && told.add(String.valueOf(sealed.getMessage()))) {
            LOG.error(
                    "Messages cannot be read; they go back to their queue, and to {} in the end, as they came: {}",
                    queues.dead(),
                    sealed.getMessage());
        }
    }
}
