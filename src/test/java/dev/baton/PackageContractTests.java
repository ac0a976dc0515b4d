package dev.baton;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * How large a package and a use case may be. What was larger when the rule came is named with its number, which may only
 * fall: a number that could be lowered fails as well.
 */
@AnalyzeClasses(packages = "dev.baton", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageContractTests {

    private static final int TYPES = 40;
    private static final int COLLABORATORS = 8;

    private static final Map<String, Integer> LARGER_PACKAGES = Map.of();

    private static final Map<String, Integer> LARGER_USE_CASES = Map.of();

    private static final Pattern ACT = Pattern.compile("[A-Z][a-z]+ing([A-Z]\\w*)?");

    @ArchTest
    static void aPackageHoldsFortyTypes(JavaClasses classes) {
        var sizes = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(larger(sizes.keySet(), name -> name, name -> sizes.get(name).intValue(), TYPES))
                .as("packages of more than %d types; cut the package by aggregate or act", TYPES)
                .isEqualTo(new TreeMap<>(LARGER_PACKAGES));
    }

    @ArchTest
    static void aUseCaseHasEightCollaborators(JavaClasses classes) {
        var acts = classes.stream()
                .filter(type -> type.isAnnotatedWith(Component.class) || type.isMetaAnnotatedWith(Component.class))
                .filter(type -> !type.getPackageName().matches(".*\\.(web|process)(\\..*)?"))
                .filter(type -> ACT.matcher(type.getSimpleName()).matches())
                .toList();
        assertThat(acts).hasSizeGreaterThan(100);
        assertThat(larger(acts, JavaClass::getSimpleName, PackageContractTests::collaborators, COLLABORATORS))
                .as(
                        "use cases with more than %d collaborators; what only follows from the act listens to its event",
                        COLLABORATORS)
                .isEqualTo(new TreeMap<>(LARGER_USE_CASES));
    }

    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().assignedFrom(eachPackage()).should().beFreeOfCycles();

    /** Nor do the tests of different modules, with the houses that tests build upon: the local system, browsers, processes. */
    @ArchTest
    static void testsOfModulesFormNoCircle(JavaClasses mainCode) {
        var tests = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages("dev.baton");
        slices().matching("dev.baton.(*)..").should().beFreeOfCycles().check(tests);
    }

    private static int collaborators(JavaClass type) {
        return type.getConstructors().stream()
                .map(JavaConstructor::getRawParameterTypes)
                .mapToInt(parameters -> parameters.size())
                .max()
                .orElse(0);
    }

    private static <T> Map<String, Integer> larger(
            Iterable<T> all, Function<T, String> name, ToIntFunction<T> size, int limit) {
        var larger = new TreeMap<String, Integer>();
        all.forEach(one -> {
            if (size.applyAsInt(one) > limit) {
                larger.put(name.apply(one), size.applyAsInt(one));
            }
        });
        return larger;
    }

    private static SliceAssignment eachPackage() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getSimpleName().equals("package-info")
                        ? SliceIdentifier.ignore()
                        : SliceIdentifier.of(type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "each package";
            }
        };
    }
}
