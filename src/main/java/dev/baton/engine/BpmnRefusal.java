package dev.baton.engine;

/** A business refusal that the diagram catches with an error event of the same code. */
public class BpmnRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public BpmnRefusal(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
