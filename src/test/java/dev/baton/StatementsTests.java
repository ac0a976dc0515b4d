package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reader of statements finds what it has to find")
class StatementsTests {

    @Test
    void everyTableBelongsToAModule() throws IOException {
        assertThat(Statements.ofMainCode().moduleOf())
                .containsEntry("user_task", "engine")
                .containsEntry("lead", "lead")
                .containsEntry("evidence_piece", "evidence")
                .hasSizeGreaterThan(50);
    }

    @Test
    void tablesAreFoundInEveryPlaceThatAStatementHasForThem() {
        assertThat(Statements.tablesIn("select 1 from a x, b y join c on true where exists (select 1 from d)"))
                .containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(Statements.tablesIn("insert into a select 1 from only b")).containsExactlyInAnyOrder("a", "b");
        assertThat(Statements.tablesIn("update a set b = 1")).containsExactly("a");
        assertThat(Statements.tablesIn("delete from a using b where true")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void commentsAreNoStatements() {
        assertThat(Statements.literalsOf("""
                        /** from a */ // from b
                        var s = "from c \\" from d"; var q = '"'; @Table(name = "e") class X {}""")).containsExactly("from c \\\" from d", "@Table(§e");
        assertThat(Statements.tablesIn("@Table(§e")).containsExactly("e");
    }

    @Test
    void aTextBlockIsOneStatement() {
        var block = "\"\"\"";
        assertThat(Statements.literalsOf("x(" + block + "\n  select \"a\"\n  from b" + block + ")"))
                .containsExactly("\n  select \"a\"\n  from b");
    }
}
