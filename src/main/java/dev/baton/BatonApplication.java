package dev.baton;

import dev.baton.evidence.VerifyEvidenceCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Baton as one process: the workbench, the API and the job workers of every diagram. */
@SpringBootApplication
public class BatonApplication {

    public static void main(String[] args) {
        if (VerifyEvidenceCommand.isAskedFor(args)) {
            System.exit(VerifyEvidenceCommand.run(args));
        }
        SpringApplication.run(BatonApplication.class, args);
    }
}
