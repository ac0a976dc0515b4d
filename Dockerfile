# syntax=docker/dockerfile:1
# The application image: built from this repository, run by a user without rights on a JRE.

FROM node:22-bookworm-slim AS node

FROM eclipse-temurin:21-jdk-jammy AS build
# The workbench is built with npm, by Maven.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
    && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
WORKDIR /baton
COPY . .
# The tests need a broker and run before an image is built: ./mvnw verify
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    ./mvnw -B -Dmaven.test.skip=true -DskipTests package \
    && java -Djarmode=tools -jar target/baton-*.jar extract --layers --launcher --destination target/image

FROM eclipse-temurin:21-jre-jammy
# Files of imports and evidence lie in /baton/data: a volume goes there.
RUN useradd --system --uid 10001 --create-home baton && install -d -o 10001 -m 700 /baton/data
USER 10001
WORKDIR /baton
# What changes seldom comes first, so that a new version is a small download.
COPY --from=build /baton/target/image/dependencies/ ./
COPY --from=build /baton/target/image/spring-boot-loader/ ./
COPY --from=build /baton/target/image/snapshot-dependencies/ ./
COPY --from=build /baton/target/image/application/ ./
# A heap that starts near what it will need is not collected over and over while it grows.
ENV JAVA_TOOL_OPTIONS="-XX:InitialRAMPercentage=40 -XX:MaxRAMPercentage=60 -XX:MetaspaceSize=160m -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]
