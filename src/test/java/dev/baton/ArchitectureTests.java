package dev.baton;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.baton.engine.StepWorker;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "dev.baton", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule controllersAreNobodysBusiness = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Controller.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule repositoriesStayInTheirModule = classes()
            .that()
            .areAnnotatedWith(Repository.class)
            .or()
            .areAssignableTo(org.springframework.data.repository.Repository.class)
            .should(beSeenByTheirModuleOnly());

    @ArchTest
    static final ArchRule workersStayInTheirProcess = classes()
            .that()
            .areAssignableTo(StepWorker.class)
            .and()
            .doNotHaveFullyQualifiedName(StepWorker.class.getName())
            .should()
            .bePackagePrivate()
            .andShould()
            .resideInAPackage("..process..");

    @ArchTest
    static final ArchRule onlyTheEngineModuleAndTheProcessesKnowCamunda = noClasses()
            .that(not(resideInAnyPackage("dev.baton.engine..", "dev.baton.*.process..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.camunda..");

    /** A manager may be the person that something is done as or for. */
    @ArchTest
    static final ArchRule namesSayWhatAThingDoes =
            noClasses().should().haveNameMatching(".*((?<!As|To)Manager|Helper|Utils?|Impl)");

    @ArchTest
    static final ArchRule packagesAreNamedAfterTheBusiness =
            noClasses().should().resideInAnyPackage("..dto..", "..service..", "..config..", "..util..", "..impl..");

    @ArchTest
    static final ArchRule whatIsNeededIsSaidInTheConstructor =
            noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule theTimeComesFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    /** A gate is in the diagram: nobody but its steps takes a deal into a stage, or ends it (B6-03). */
    @ArchTest
    static final ArchRule aStageIsEnteredInOnePlace = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.baton.opportunity.stage.EnteringStage")
            .should()
            .callMethodWhere(isCallOf("dev.baton.opportunity.deal.Deal", "enter"));

    @ArchTest
    static final ArchRule aDealIsClosedInOnePlace = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.baton.opportunity.stage.ClosingDeal")
            .should()
            .callMethodWhere(isCallOf("dev.baton.opportunity.deal.Deal", "close"));

    @ArchTest
    static final ArchRule onlyStepsOfTheProcessGoToThesePlaces = noClasses()
            .that()
            .resideOutsideOfPackage("dev.baton.opportunity.process..")
            .should()
            .callMethodWhere(isCallOf("dev.baton.opportunity.stage.EnteringStage", "enter"))
            .orShould()
            .callMethodWhere(isCallOf("dev.baton.opportunity.stage.ClosingDeal", "close"));

    /** Package-private; or, where the module is cut into packages, in one of them that no interface is named in. */
    private static ArchCondition<JavaClass> beSeenByTheirModuleOnly() {
        return new ArchCondition<>("be seen by their module only") {
            @Override
            public void check(JavaClass repository, ConditionEvents events) {
                var inside = repository.getPackageName().split("\\.").length > 3
                        && !repository.isAnnotatedWith(NamedInterface.class)
                        && !repository.getPackage().isAnnotatedWith(NamedInterface.class);
                if (repository.getModifiers().contains(JavaModifier.PUBLIC) && !inside) {
                    events.add(SimpleConditionEvent.violated(repository, repository.getName() + " is public"));
                }
            }
        };
    }

    private static DescribedPredicate<JavaMethodCall> isCallOf(String type, String method) {
        return DescribedPredicate.describe(
                "a call of " + type + "." + method,
                call -> call.getTargetOwner().getName().equals(type)
                        && call.getName().equals(method));
    }

    /** A stream of rows keeps its connection until it is closed; outside a transaction nobody does. */
    @ArchTest
    static final ArchRule rowsAreReadToTheEnd =
            noClasses().should().callMethod(JdbcClient.MappedQuerySpec.class, "stream");

    /** Where SQL may be written (ADR 9). */
    @ArchTest
    static final ArchRule statementsStandWhereTheyBelong = classes()
            .that(resideOutsideOfPackage("dev.baton.engine..").and(dependOnJdbc()))
            .should(beQueriesOrOnTheList());

    @ArchTest
    static final ArchRule queriesAreReadByTheirModuleAlone = classes()
            .that()
            .haveSimpleNameEndingWith("Queries")
            .and(not(named(Statements.PUBLIC_STILL)))
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    @ArchTest
    static void statementsNameTablesOfTheirOwnModule(JavaClasses classes) throws IOException {
        assertThat(Statements.ofMainCode().foreign())
                .as("tables of other modules in statements; ask the module that owns the table (ADR 9)")
                .isSubsetOf(Statements.FOREIGN_STILL);
    }

    @ArchTest
    static void queriesWriteNothing(JavaClasses classes) throws IOException {
        assertThat(Statements.ofMainCode().writing("Queries"))
                .as("what writes is a repository or keeps an append-only table, and is not called …Queries (ADR 9)")
                .isEmpty();
    }

    private static DescribedPredicate<JavaClass> named(Set<String> names) {
        return DescribedPredicate.describe("one of " + names, type -> names.contains(type.getSimpleName()));
    }

    private static DescribedPredicate<JavaClass> dependOnJdbc() {
        return DescribedPredicate.describe(
                "use JdbcClient or JdbcTemplate", type -> type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getName())
                        .anyMatch(name -> name.equals(JdbcClient.class.getName())
                                || name.equals("org.springframework.jdbc.core.JdbcTemplate")));
    }

    private static ArchCondition<JavaClass> beQueriesOrOnTheList() {
        return ArchCondition.from(DescribedPredicate.describe("be called …Queries or be on the list of ADR 9", type -> {
            var name = Statements.outermost(type.getName());
            return name.endsWith("Queries")
                    || Statements.APPENDING.contains(name)
                    || Statements.RECORDS_STILL.contains(name);
        }));
    }

    @ArchTest
    static final ArchRule nothingIsPrinted =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}
