package dev.baton.web;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.MapSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Makes the API document say what the records say: each type by one noun, and what is null, absent or always there. The
 * types of the workbench are generated from it.
 */
@Configuration(proxyBeanMethods = false)
class DocumentedTypes {

    static {
        SpringDocUtils.getConfig()
                .addResponseTypeToIgnore(SseEmitter.class)
                .replaceWithSchema(MultiValueMap.class, new MapSchema().additionalProperties(new StringSchema()));
    }

    @Bean
    ModelResolver documentedNames(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new Nouns());
    }

    @Bean
    DocumentedRecords documentedRecords() {
        return new DocumentedRecords();
    }

    @Bean
    ModelConverter recordsBehindSchemas(DocumentedRecords records) {
        return new Remembering(records);
    }

    @Bean
    GlobalOpenApiCustomizer whatIsNull(DocumentedRecords records) {
        return records::tellNullFromAbsent;
    }

    /** What a record inside another class is called, unless it says its name itself. */
    static String nounOf(Class<?> type) {
        var owner = type.getEnclosingClass();
        var own = type.getSimpleName();
        if (owner == null) {
            return own;
        }
        var noun = owner.getSimpleName()
                .replaceFirst("(Controller|Queries)$", "")
                .replaceFirst("^[A-Z][a-z]+ing(?=[A-Z])", "");
        if (own.equals("Shown") || own.equals("View")) {
            return noun;
        }
        return own.startsWith(noun) ? own : noun + own;
    }

    private static final class Nouns extends TypeNameResolver {

        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            var said = type.getDeclaredAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
            return (said != null && !said.name().isBlank()) || type.getEnclosingClass() == null
                    ? super.nameForClass(type, options)
                    : nounOf(type);
        }
    }

    private static final class Remembering implements ModelConverter {

        private final DocumentedRecords records;

        Remembering(DocumentedRecords records) {
            this.records = records;
        }

        @Override
        public @Nullable Schema<?> resolve(
                AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
            var resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
            var record = recordOf(type);
            if (resolved != null && record != null) {
                var ref = resolved.get$ref();
                var name = ref == null ? resolved.getName() : ref.substring(ref.lastIndexOf('/') + 1);
                if (name != null) {
                    records.add(name, record);
                }
            }
            return resolved;
        }

        private static @Nullable Class<?> recordOf(AnnotatedType type) {
            var raw = type.getType() instanceof Class<?> plain
                    ? plain
                    : type.getType() instanceof JavaType java ? java.getRawClass() : null;
            return raw != null && raw.isRecord() ? raw : null;
        }
    }
}
