package dev.baton.greenchannel;

import java.util.List;

/** The kinds of deadline of a green channel; those of an answer carry its level as their round. */
final class GreenChannelDeadlines {

    static final String ANSWER_SOON = "green-channel.answer-soon";
    static final String UNANSWERED = "green-channel.unanswered";
    static final String EXPLAIN_SOON = "green-channel.explain-soon";
    static final String UNEXPLAINED = "green-channel.unexplained";

    static final List<String> OF_AN_ANSWER = List.of(ANSWER_SOON, UNANSWERED);
    static final List<String> OF_A_DEBT = List.of(EXPLAIN_SOON, UNEXPLAINED);

    /** A debt is owed once. */
    static final int DEBT_ROUND = 1;

    private GreenChannelDeadlines() {}
}
