package dev.baton.opportunity;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A deal that has passed a gate and waits for an approval, for tests of what happens from there on. */
public final class WaitingDeal {

    private WaitingDeal() {}

    /**
     * @param kind {@code QUOTE} or {@code CONTRACT}
     * @param says what the deal says, under the names that the process uses
     */
    public static void store(JdbcClient jdbc, UUID id, String kind, Map<String, ?> says) {
        var contract = kind.equals("CONTRACT");
        jdbc.sql("""
                        insert into deal (id, name, customer_name, customer_type, amount, currency, discount,
                            expected_close_on, contract_type, owner_id, region, created_by, created_at, variant, state,
                            stage, entered_at, stage_round, substate_round, round, performance_suspended, missing_count,
                            blocker_wanted, approved, pass_kind, pass_to, pass_reason, pass_by, pass_awaits)
                        values (:id, :name, '客户公司', :type, :amount, :currency, :discount, current_date + 90, :contractType,
                            cast(:owner as uuid), :region, cast(:owner as uuid), now(), :variant, 'OPEN', :stage, now(), 1, 1,
                            1, false, 0, false, '{}', 'ADVANCE', :to, '都齐了', cast(:by as uuid), :kind)
                        on conflict (id) do nothing""")
                .param("id", id)
                .param("name", says.get("dealName"))
                .param("type", says.get("customerType"))
                .param("amount", new BigDecimal(String.valueOf(says.get("amount"))))
                .param("currency", says.get("currency"))
                .param("discount", new BigDecimal(String.valueOf(says.get("discount"))))
                .param("contractType", text(says.get("contractType")))
                .param("owner", says.get("ownerId"))
                .param("region", text(says.get("region")))
                .param("variant", text(says.get("variant")))
                .param("stage", contract ? "contract-approval" : "quote-approval")
                .param("to", contract ? "signing" : "contract-approval")
                .param("by", text(says.get("requestedBy")))
                .param("kind", kind)
                .update();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
