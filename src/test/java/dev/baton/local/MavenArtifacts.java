package dev.baton.local;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.ContextOverrides.ChecksumPolicy;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what is too big or too seldom needed for the class path through Maven's own resolver, so that mirrors, proxies
 * and credentials in {@code settings.xml} hold and every file is downloaded once, into the local Maven repository.
 */
final class MavenArtifacts {

    private MavenArtifacts() {}

    static Path file(String coordinates) {
        try (Context maven = open()) {
            ArtifactRequest request =
                    new ArtifactRequest(new DefaultArtifact(coordinates), maven.remoteRepositories(), "local-system");
            return maven.repositorySystem()
                    .resolveArtifact(maven.repositorySystemSession(), request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (RepositoryException e) {
            throw unavailable(coordinates, e);
        }
    }

    /** @param version which one of each artifact that it names itself; its own version says what was there in its time */
    static List<Path> withDependencies(String coordinates, Function<Artifact, String> version) {
        try (Context maven = open()) {
            Artifact itself = new DefaultArtifact(coordinates);
            Stream<Dependency> named = maven
                    .repositorySystem()
                    .readArtifactDescriptor(
                            maven.repositorySystemSession(),
                            new ArtifactDescriptorRequest(itself, maven.remoteRepositories(), "local-system"))
                    .getDependencies()
                    .stream()
                    .map(one -> one.setArtifact(one.getArtifact().setVersion(version.apply(one.getArtifact()))));
            // Beside it, and so nearer than what it names.
            CollectRequest wanted = new CollectRequest(
                    Stream.concat(Stream.of(new Dependency(itself, "runtime")), named)
                            .toList(),
                    List.of(),
                    maven.remoteRepositories());
            return maven
                    .repositorySystem()
                    .resolveDependencies(
                            maven.repositorySystemSession(), new DependencyRequest(wanted, MavenArtifacts::atRuntime))
                    .getArtifactResults()
                    .stream()
                    .map(ArtifactResult::getArtifact)
                    .map(artifact -> artifact.getFile().toPath())
                    .toList();
        } catch (RepositoryException e) {
            throw unavailable(coordinates, e);
        }
    }

    private static boolean atRuntime(DependencyNode node, List<DependencyNode> parents) {
        Dependency dependency = node.getDependency();
        return dependency == null
                || (!dependency.isOptional()
                        && List.of("compile", "runtime", "").contains(dependency.getScope()));
    }

    private static Context open() {
        ContextOverrides.Builder overrides = ContextOverrides.create()
                .withUserSettings(true)
                .checksumPolicy(ChecksumPolicy.FAIL)
                .transferListener(new DownloadProgress());
        @Nullable String repository = System.getProperty("maven.repo.local");
        if (repository != null && !repository.isBlank()) {
            overrides.withLocalRepositoryOverride(Path.of(repository));
        }
        return Runtimes.INSTANCE.getRuntime().create(overrides.build());
    }

    private static IllegalStateException unavailable(String coordinates, RepositoryException cause) {
        return new IllegalStateException(
                "Could not fetch %s from Maven Central or the mirror in ~/.m2/settings.xml: %s. Check the network and start again."
                        .formatted(coordinates, cause.getMessage()),
                cause);
    }
}
