package org.barscancel.console.page;

import java.util.Objects;
import org.barscancel.console.ProblemAnswer;
import org.springframework.web.util.HtmlUtils;

/** A page that needs no template: what a browser is shown when one of them has failed. */
public final class BarePage {
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>This cannot be shown - BaRS Cancel</title>
              <link rel="stylesheet" href="/console/files/console.css">
            </head>
            <body>
              <main class="wide">
                <h1>This cannot be shown</h1>
                <p>{detail}</p>
                <p>{nextAction}</p>
                <p><a href="/console">Go to the overview</a></p>
              </main>
            </body>
            </html>
            """;

    private BarePage() {}

    /** The page that tells a problem; it repeats nothing of the call. */
    public static String of(ProblemAnswer problem) {
        return PAGE.replace("{detail}", HtmlUtils.htmlEscape(problem.detail()))
                .replace("{nextAction}", HtmlUtils.htmlEscape(Objects.requireNonNullElse(problem.nextAction(), "")));
    }
}
