package dev.baton.evidence.inspection;

/** How a part that helps is: off by a decision of the installation, up, or down and why. */
public record Condition(State state, String detail) {

    /** Off is no fault, down is one. */
    public enum State {
        OFF,
        UP,
        DOWN
    }

    static Condition off(String why) {
        return new Condition(State.OFF, why);
    }

    static Condition up(String what) {
        return new Condition(State.UP, what);
    }

    static Condition down(String why) {
        return new Condition(State.DOWN, why);
    }
}
