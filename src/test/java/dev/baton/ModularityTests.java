package dev.baton;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModularityTests {

    private final ApplicationModules modules = ApplicationModules.of(BatonApplication.class);

    @Test
    void modulesUseOnlyWhatTheyDeclareAndFormNoCycle() {
        modules.verify();
    }

    @Test
    void theModulesAreDrawnFromTheCode() {
        new Documenter(modules).writeModulesAsPlantUml().writeIndividualModulesAsPlantUml();
    }
}
