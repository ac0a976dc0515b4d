package dev.baton.greenchannel;

/** The words of the diagram {@code green-channel} that code has to know, each once. */
public final class GreenChannelDiagram {

    public static final String PROCESS = "green-channel";

    /** What starts it. */
    static final class Messages {

        static final String EXCEPTION_ASKED = "exception.asked";

        private Messages() {}
    }

    /** Its user tasks. */
    static final class Tasks {

        static final String GRANT = "userTask_grant";
        static final String EXPLAIN = "userTask_explain";

        private Tasks() {}
    }

    /** Elements at which an instance may be started in the middle. */
    static final class Elements {

        static final String ASK = "gateway_ask";
        static final String EXPLAIN = "gateway_explain";
        static final String RAISE = "serviceTask_raiseRequest";

        private Elements() {}
    }

    private GreenChannelDiagram() {}
}
