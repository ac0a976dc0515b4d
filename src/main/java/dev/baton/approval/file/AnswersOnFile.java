package dev.baton.approval.file;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads what the inbox needs to know of approvals: what they are about, and who has said what was asked for. */
@Component
public class AnswersOnFile {

    /** @param vote whether it is a vote; else it is an answer to a colleague */
    public record Said(UUID dealId, long instance, UUID person, boolean vote) {}

    private final ApprovalQueries queries;

    AnswersOnFile(ApprovalQueries queries) {
        this.queries = queries;
    }

    /** Votes in steps that are open, and answers of those who owe none any more, in approvals that go on. */
    public List<Said> said() {
        return queries.said();
    }

    /** The names of the deals that instances of approvals are about, by the deal. */
    public Map<UUID, String> dealNames(Collection<Long> instances) {
        return queries.dealNames(instances);
    }
}
