/*
 * The protocol of one cancellation: its two legs, their queues, and everything that may come between.
 *
 * docs/model.md says what is shown, how to run it, and what is left out. "code:" names what a step stands for;
 * a test looks whether it is still there.
 */

/* How much may go wrong in one run, of any kinds and at any steps. */
#ifndef FAULTS
#define FAULTS 3
#endif
#ifndef INSTANCES
#define INSTANCES 2	/* consumers of the provider leg, in one program or in several */
#endif
#ifndef REPLAYS
#define REPLAYS 1	/* a person has a parked cancellation run again */
#endif
/* What the promises hang on: each of these alone breaks one of them. */
#ifndef IF_MATCH
#define IF_MATCH 1	/* 0: a provider that looks at no If-Match */
#endif
#ifndef RECOGNISED
#define RECOGNISED 1	/* 0: nothing tells a booking from a later one of the same patient under the same id */
#endif
#ifndef SAME_BODY
#define SAME_BODY 1	/* 0: a replay writes a new time into the body */
#endif
#ifndef TAKES_BACK
#define TAKES_BACK 1	/* 0: a message is acknowledged before it is dealt with */
#endif
#ifndef CONFIRMS
#define CONFIRMS 1	/* 0: the registry leg begins with the write, not with its confirmation */
#endif
#ifndef KEEPS_BETTER
#define KEEPS_BETTER 1	/* 0: the ledger shows the outcome that came last */
#endif

/* After so many attempts that settled nothing a leg parks. */
#define ATTEMPTS 2
/* After so many changes between read and write the provider leg parks. */
#define CONFLICTS 2

/* Whose booking the appointment is. */
#define MEANT 0
#define OTHER_PATIENT 1	/* given to somebody else under the same id */
#define MOVED 2		/* the same patient's, at another time */

/* How good an outcome is; the ledger keeps the better one. */
#define PENDING 0
#define PARKED 1
#define REJECTED 2
#define SUCCEEDED 3

#define VERSIONS 6
#define GENERATIONS 4
#define ID(g, v) ((g) * VERSIONS + (v))

mtype = { booked, cancelled, fulfilled };
mtype = { ok, duplicate, stale, silence };

/* code: cancellation/Cancellation, cancellation/ProviderProgress, cancellation/RegistryProgress */
typedef Message {
	byte generation;
	byte attempts;
	byte conflicts;
	bool claimed;
	bool contradicted;
	bool registryLeg;
	byte series		/* of attempts, as meta.lastUpdated knows them (R5) */
}

chan requests = [3] of { Message };	/* code: bars.requests */
chan pointers = [4] of { Message };	/* code: bars.pointers */
chan parkedOnes = [3] of { Message };	/* code: bars.parked */

/* The provider's appointment, and the registry's pointer to the booking that was meant. */
mtype status = booked;
byte version = 1;
byte booking = MEANT;
bool pointerLive = true;
bool received[24];		/* ids of writes that the provider has stored */
chan late = [2] of { byte /* generation */, byte /* version */ };

/* code: ledger/CancellationTable */
byte providerOutcome = PENDING;
byte registryOutcome = PENDING;

/* Nothing below is known to the program. */
bool confirmed = false;		/* the appointment was seen cancelled */
byte applied = 0;		/* writes that changed the status */
byte bodyOver[VERSIONS];	/* the series whose body was sent over each version, from 1 */

byte faults = FAULTS;
byte replays = REPLAYS;

inline project(projected, better) {
	if
	:: projected < better || !KEEPS_BETTER -> projected = better
	:: else
	fi
}

/* A write reaches the provider: it looks for a repeat first, then at the version (R7, R18). */
inline arrive(writeGeneration, writeVersion, said) {
	if
	:: received[ID(writeGeneration, writeVersion)] -> said = duplicate
	:: !received[ID(writeGeneration, writeVersion)] && faults > 0 -> faults--; received[ID(writeGeneration, writeVersion)] = true; said = silence
	:: !received[ID(writeGeneration, writeVersion)] && IF_MATCH && writeVersion != version -> said = stale
	:: !received[ID(writeGeneration, writeVersion)] && IF_MATCH && writeVersion != version -> received[ID(writeGeneration, writeVersion)] = true; said = stale
	:: !received[ID(writeGeneration, writeVersion)] && !(IF_MATCH && writeVersion != version) ->
		received[ID(writeGeneration, writeVersion)] = true;
		/* No other booking is written over, and no other status than the one that was read. */
		assert(booking == MEANT);
		assert(status == booked);
		applied++;
		assert(applied == 1);
		status = cancelled;
		version++;
		said = ok
	fi
}

/* What was sent before its sender gave up may arrive at any time after. */
active proctype Network() {
	byte g, v;
	mtype lost;
end:
	do
	:: atomic { late ? g, v -> arrive(g, v, lost); lost = 0; g = 0; v = 0 }
	od
}

/* Somebody else changes the appointment: a note, a cancellation, an arrival, another patient, another time. */
active proctype Others() {
end:
	do
	:: atomic { faults > 0 && version < VERSIONS - 2 ->
		faults--;
		version++;
		if
		:: true					/* nothing that matters here */
		:: status == booked -> status = cancelled
		:: status == booked -> status = fulfilled
		:: status == cancelled -> status = booked; booking = OTHER_PATIENT
		:: status == cancelled -> status = booked; booking = MOVED
		:: status == booked -> booking = OTHER_PATIENT
		:: status == booked -> booking = MOVED
		fi }
	od
}

/* An instance dies: the transaction is rolled back, the broker delivers the message again. */
inline mayDie(queue) {
	if
	:: atomic { faults > 0 ->
		faults--;
		if
		:: TAKES_BACK -> queue ! taken
		:: else
		fi;
		clear();
		goto idle }
	:: true
	fi
}

/* The commit: what follows is sent and told, and the message is gone. Its acknowledgement may be lost. */
inline mayRepeat(queue) {
	if
	:: faults > 0 -> faults--; queue ! taken
	:: true
	fi
}

inline clear() {
	d_step {
		taken.generation = 0; taken.attempts = 0; taken.conflicts = 0;
		taken.claimed = false; taken.contradicted = false; taken.registryLeg = false; taken.series = 0;
		m.generation = 0; m.attempts = 0; m.conflicts = 0;
		m.claimed = false; m.contradicted = false; m.registryLeg = false; m.series = 0;
		seen = 0; seenVersion = 0; seenBooking = 0; answer = 0
	}
}

inline copy() {
	d_step {
		m.generation = taken.generation; m.attempts = taken.attempts; m.conflicts = taken.conflicts;
		m.claimed = taken.claimed; m.contradicted = taken.contradicted; m.registryLeg = taken.registryLeg;
		m.series = taken.series
	}
}

/* code: routes/30-cancel, leg/ProviderLeg */
active [INSTANCES] proctype CancelLeg() {
	Message taken, m;
	mtype seen, answer;
	byte seenVersion, seenBooking;

idle:
end:
	atomic { requests ? taken -> copy() }
	mayDie(requests);

	/* code: routes/30-cancel read-appointment; R1 */
	if
	:: atomic { faults > 0 -> faults--; goto unsettled }
	:: atomic { seen = status; seenVersion = version; seenBooking = booking }
	fi;
	mayDie(requests);

	/* code: leg/ProviderLeg decide, appointment/CancellationRules, appointment/SameBookingRule */
	if
	:: seenBooking == OTHER_PATIENT -> goto refused			/* R8 */
	:: seenBooking == MOVED && RECOGNISED -> goto refused		/* start */
	:: (seenBooking == MEANT || seenBooking == MOVED && !RECOGNISED) && seen == fulfilled -> goto refused	/* R2 */
	:: (seenBooking == MEANT || seenBooking == MOVED && !RECOGNISED) && seen == cancelled -> goto succeeded	/* R9 */
	:: (seenBooking == MEANT || seenBooking == MOVED && !RECOGNISED) && seen == booked && !m.claimed -> skip
	/* A person has aborted its list, at whatever moment; what may have been begun goes on. */
	/* code: leg/AbortedList instead, cancellation/Cancellation notBegun */
	:: (seenBooking == MEANT || seenBooking == MOVED && !RECOGNISED) && seen == booked && !m.claimed && m.generation == 0 && m.attempts == 0 && m.conflicts == 0 -> goto refused
	:: (seenBooking == MEANT || seenBooking == MOVED && !RECOGNISED) && seen == booked && m.claimed ->
		/* code: leg/ProviderLeg put; R18 */
		if
		:: m.contradicted -> goto gaveUp
		:: else -> m.claimed = false; m.contradicted = true; m.generation++
		fi
	fi;

	/* code: routes/33-put-appointment write-appointment; R5, R6, R7 */
	atomic {
		assert(bodyOver[seenVersion] == 0 || bodyOver[seenVersion] == m.series + 1);
		bodyOver[seenVersion] = m.series + 1
	}
	if
	:: !CONFIRMS -> atomic { pointers ! m }
	:: else
	fi;
	if
	:: atomic { faults > 0 -> faults--; answer = silence }				/* never sent, or lost */
	:: atomic { faults > 0 && nfull(late) -> faults--; late ! m.generation, seenVersion; answer = silence }
	:: atomic { faults > 0 -> faults--; arrive(m.generation, seenVersion, answer); answer = silence }
	:: atomic { arrive(m.generation, seenVersion, answer) }
	fi;
	mayDie(requests);

	/* code: leg/ProviderLeg conclude */
	if
	:: answer == ok -> goto succeeded
	:: answer == duplicate -> m.claimed = true; goto again
	:: answer == stale ->
		m.claimed = false;
		m.conflicts++;
		if
		:: m.conflicts > CONFLICTS -> goto gaveUp
		:: else -> goto again
		fi
	:: answer == silence -> goto unsettled
	fi;

unsettled:	/* code: leg/Unsettled; R24 */
	m.attempts++;
	if
	:: m.attempts > ATTEMPTS -> goto gaveUp
	:: else
	fi;
again:
	atomic { requests ! m; mayRepeat(requests); clear(); goto idle }

succeeded:	/* code: routes/61-conclude to-leg; R17 */
	atomic {
		confirmed = true;
		project(providerOutcome, SUCCEEDED);
		m.attempts = 0; m.claimed = false; m.registryLeg = true;
		pointers ! m;
		mayRepeat(requests);
		clear();
		goto idle
	}

refused:	/* code: routes/61-conclude to-rejected-by-leg */
	atomic { project(providerOutcome, REJECTED); mayRepeat(requests); clear(); goto idle }

gaveUp:		/* code: routes/61-conclude to-parked */
	atomic {
		project(providerOutcome, PARKED);
		m.claimed = false;
		m.registryLeg = false;
		parkedOnes ! m;
		mayRepeat(requests);
		clear();
		goto idle
	}
}

/* code: routes/40-registry, leg/RegistryLeg */
active proctype RegistryLeg() {
	Message taken, m;
	mtype seen, answer;
	byte seenVersion, seenBooking;

idle:
end:
	atomic { pointers ? taken -> copy() }
	mayDie(pointers);

	/* code: routes/42-find-pointers search-pointers, registry/PointerRules; R12, R13 */
	if
	:: atomic { faults > 0 -> faults--; goto unsettled }
	:: !pointerLive -> goto finished		/* R15 */
	:: pointerLive
	fi;
	mayDie(pointers);

	/* code: routes/44-remove-pointer write-pointer; R14 */
	if
	:: atomic { faults > 0 -> faults--; answer = silence }
	:: atomic { faults > 0 -> faults--; assert(confirmed); pointerLive = false; answer = silence }
	:: atomic { assert(confirmed); pointerLive = false; answer = ok }
	fi;
	mayDie(pointers);
	if
	:: answer == ok -> goto finished
	:: answer == silence
	fi;

unsettled:
	m.attempts++;
	if
	:: m.attempts > ATTEMPTS ->
		atomic { project(registryOutcome, PARKED); parkedOnes ! m; mayRepeat(pointers); clear(); goto idle }
	:: else ->
		atomic { pointers ! m; mayRepeat(pointers); clear(); goto idle }
	fi;

finished:
	atomic { project(registryOutcome, SUCCEEDED); mayRepeat(pointers); clear(); goto idle }
}

/* A person, or two: each takes what is parked off its queue in the transaction that puts it back to its stage. */
active proctype Replay() {
	Message m;
end:
	do
	:: atomic { replays > 0 && nempty(parkedOnes) ->
		replays--;
		parkedOnes ? m;
		/* code: routes/93-put-back, intake/Replays, cancellation/Cancellation replayed */
		m.generation++;
		m.attempts = 0;
		m.conflicts = 0;
		m.contradicted = false;
		if
		:: SAME_BODY
		:: else -> m.series++
		fi;
		if
		:: m.registryLeg -> pointers ! m
		:: else -> requests ! m
		fi;
		m.generation = 0; m.attempts = 0; m.conflicts = 0;
		m.claimed = false; m.contradicted = false; m.registryLeg = false; m.series = 0 }
	od
}

/* code: routes/20-accept to-requests; the answer to the requester follows the commit. */
init {
	Message m;
	requests ! m
}

#define ended (providerOutcome == PARKED || providerOutcome == REJECTED \
	|| (providerOutcome == SUCCEEDED && registryOutcome != PENDING))

/* An accepted request always ends. */
ltl ends { <> ended }
/* What has succeeded is never told as a failure after. */
ltl stays { [] (providerOutcome == SUCCEEDED -> [] (providerOutcome == SUCCEEDED)) }
/* A pointer that is gone is the pointer of an appointment that was seen cancelled. */
ltl order { [] (!pointerLive -> confirmed) }
