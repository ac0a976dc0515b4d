package dev.baton.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonDatabase;
import dev.baton.BatonTest;
import dev.baton.customer.naming.Grams;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each search goes by its index, from one character on. */
@BatonTest
class SearchPlanTests {

    private static final int CUSTOMERS = 20_000;

    @Autowired
    JdbcClient jdbc;

    @Value("${spring.datasource.url}")
    String url;

    @AfterEach
    void withoutThem() {
        jdbc.sql("delete from customer where credit_code like '9132%' and name like 'n%'")
                .update();
    }

    @Test
    @DisplayName(
            "The plans for 1, 2 and 3 characters, for pinyin, for the end of a number and for a code name their index")
    void plans() {
        jdbc.sql("""
                        insert into customer (id, type, name, contacts, aliases, credit_code, created_at, updated_at, version,
                                              keys, grams, sounds)
                        select gen_random_uuid(), 'ORGANISATION', 'n' || i, '[]', '[]', '9132' || reverse(lpad(i::text, 14, '0')),
                               now(), now(), 0, array['ends:' || lpad((i % 10000)::text, 4, '0')],
                               array[substr(md5(i::text), 1, 1), substr(md5(i::text), 1, 2), substr(md5(i::text), 2, 2)],
                               array[substr(md5(i::text), 1, 6)]
                        from generate_series(1, ?) i""").param(CUSTOMERS).update();
        JdbcClient.create(BatonDatabase.Shared.asOwner(url))
                .sql("analyze customer")
                .update();
        for (var typed : List.of("精", "顺德", "苏州精")) {
            assertThat(plan(
                            CustomerQueries.GRAMS,
                            Grams.needed(Grams.asked(typed)).toArray(String[]::new)))
                    .as(typed)
                    .contains("customer_grams");
        }
        assertThat(plan(CustomerQueries.SOUND, "'szjm':*")).contains("customer_sounding");
        assertThat(plan(CustomerQueries.KEY, new String[] {"ends:5678"})).contains("customer_keys");
        assertThat(plan(CustomerQueries.CODE, "91321234%")).contains("customer_credit_code");
    }

    private String plan(String condition, Object value) {
        return String.join(
                "\n",
                jdbc.sql("explain " + CustomerQueries.statement(condition))
                        .param(1, value)
                        .param(2, 1_000)
                        .query(String.class)
                        .list());
    }
}
