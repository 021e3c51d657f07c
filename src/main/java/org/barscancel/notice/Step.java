package org.barscancel.notice;

/** What one look makes of a notice. */
public sealed interface Step {
    /** The notice, as it is or was last. */
    Notice notice();

    /** It is kept, and nobody is told now. */
    record Keep(Notice notice) implements Step {}

    /** It is kept, and told. */
    record Tell(Notice notice, LetterType type) implements Step {}

    /** It ended before it was told; nobody hears of it. */
    record Forget(Notice notice) implements Step {}

    /** It is over, and that is told. */
    record Over(Notice notice) implements Step {}
}
