package org.barscancel.runtime.farside;

import org.barscancel.bars.Answer;
import org.barscancel.bars.Answers;
import org.barscancel.bars.Call;
import org.barscancel.bars.Received;
import org.barscancel.runtime.circuit.Circuits;

/** Judges what was received, and lets the far side's circuit know. */
public final class Judge {
    private final Answers answers;
    private final Circuits circuits;

    /** @param circuits are told what each far side answered */
    public Judge(Answers answers, Circuits circuits) {
        this.answers = answers;
        this.circuits = circuits;
    }

    /** What the far side's answer means (R24). */
    public Answer judge(Call call, Received received) {
        Answer answer = answers.judge(call, received);
        circuits.record(call.farSide().name(), answer);
        return answer;
    }
}
