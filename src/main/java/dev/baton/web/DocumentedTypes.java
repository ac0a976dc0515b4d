package dev.baton.web;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the API document say what the records say: two records of one simple name are two types, and what cannot be
 * null is always there. The types of the workbench are generated from it.
 */
@Configuration(proxyBeanMethods = false)
class DocumentedTypes {

    @Bean
    ModelResolver documentedNames(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new NamesWithOwner());
    }

    @Bean
    ModelConverter whatIsAlwaysThere() {
        return new RequiredUnlessNullable();
    }

    /** {@code LeadController.Shown} is {@code LeadShown}. */
    private static final class NamesWithOwner extends TypeNameResolver {

        @Override
        protected String nameForClass(Class<?> type, java.util.Set<Options> options) {
            var owner = type.getEnclosingClass();
            return owner == null
                    ? super.nameForClass(type, options)
                    : owner.getSimpleName().replaceFirst("Controller$", "") + type.getSimpleName();
        }
    }

    private static final class RequiredUnlessNullable implements ModelConverter {

        @Override
        public @Nullable Schema<?> resolve(
                AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
            var resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
            var record = recordOf(type);
            if (resolved != null && record != null) {
                var schema = resolved.get$ref() == null
                        ? resolved
                        : context.getDefinedModels()
                                .get(resolved.get$ref()
                                        .substring(resolved.get$ref().lastIndexOf('/') + 1));
                if (schema != null && schema.getProperties() != null) {
                    require(schema, record);
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

        private static void require(Schema<?> schema, Class<?> record) {
            Arrays.stream(record.getRecordComponents())
                    .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .filter(component -> schema.getProperties().containsKey(component.getName()))
                    .filter(component -> schema.getRequired() == null
                            || !schema.getRequired().contains(component.getName()))
                    .forEach(component -> schema.addRequiredItem(component.getName()));
        }
    }
}
