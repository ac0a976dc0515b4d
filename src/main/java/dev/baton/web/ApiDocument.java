package dev.baton.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the controllers cannot say of themselves: how a client proves who it is, and how a refusal reads. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    @Bean
    OpenAPI baton() {
        return new OpenAPI()
                .info(new Info()
                        .title("Baton")
                        .version("1")
                        .description("Leads, their owners, tasks and windows. Texts of problems come in zh-CN or, by"
                                + " Accept-Language, in English."))
                .components(new Components()
                        .addSecuritySchemes(
                                "basic",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic"))
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList("basic"))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    /** Every operation can be refused, and always in the same form. */
    @Bean
    GlobalOpenApiCustomizer refusals() {
        var refusal = new ApiResponse()
                .description("Refused (RFC 9457)")
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
        return document -> {
            // Only now: a type that nothing refers to yet would be taken out of the document.
            document.getComponents().addSchemas("Problem", problem());
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> operation.getResponses().addApiResponse("default", refusal));
        };
    }

    private static Schema<?> problem() {
        var field = new ObjectSchema();
        field.addProperty("field", new StringSchema());
        field.addProperty("code", new StringSchema());
        field.addProperty("message", new StringSchema());
        field.addProperty("remedy", new StringSchema());
        field.setRequired(List.of("field", "message"));
        var missing = new ObjectSchema();
        missing.addProperty("code", new StringSchema());
        missing.addProperty("text", new StringSchema());
        missing.setRequired(List.of("code", "text"));
        return new ObjectSchema()
                .addProperty("type", new StringSchema().example("urn:baton:problem:missing-field"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty("code", new StringSchema())
                .addProperty("remedy", new StringSchema())
                .addProperty("errors", new ArraySchema().items(field))
                .addProperty("missing", new ArraySchema().items(missing).description("What a gate misses"))
                .addProperty("correlationId", new StringSchema());
    }
}
