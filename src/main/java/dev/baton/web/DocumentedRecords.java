package dev.baton.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records behind the schemas of the API document. In an answer every field is there and may be null where the
 * record says so; in what is sent such a field may be left out as well.
 */
class DocumentedRecords {

    private static final String PLACE = "#/components/schemas/";

    private final Map<String, Class<?>> byName = new ConcurrentHashMap<>();
    private final Set<String> doubled = new ConcurrentSkipListSet<>();

    void add(String name, Class<?> record) {
        var other = byName.putIfAbsent(name, record);
        if (other != null && other != record && !shape(other).equals(shape(record))) {
            doubled.add("%s is %s and %s".formatted(name, other.getName(), record.getName()));
        }
    }

    /** Records that hold the same are one type to whoever reads them. */
    private static List<String> shape(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(component -> component.getName() + component.getAnnotatedType())
                .toList();
    }

    void tellNullFromAbsent(OpenAPI document) {
        if (!doubled.isEmpty()) {
            throw new IllegalStateException("types of one name in the API document, give them others by @Schema(name): "
                    + String.join("; ", doubled));
        }
        var schemas = document.getComponents().getSchemas();
        var sent = sent(document);
        byName.forEach((name, record) -> {
            var schema = schemas.get(name);
            if (schema != null && schema.getProperties() != null) {
                describe(schema, record, sent.contains(name), false);
            }
        });
    }

    private static void describe(Schema<?> schema, Class<?> record, boolean sent, boolean mayAllBeNull) {
        for (var component : record.getRecordComponents()) {
            var nullable = mayAllBeNull || isNullable(component.getAnnotatedType());
            if (has(component, record, JsonUnwrapped.class)) {
                unwrap(schema, component, record, sent, nullable);
            } else {
                describe(schema, written(component, record), nullable, sent);
                if (has(component, record, JsonRawValue.class)) {
                    replace(schema, component.getName(), anything("object").additionalProperties(true), nullable);
                } else if (component.getType() == Object.class) {
                    replace(schema, component.getName(), new Schema<>(SpecVersion.V31), false);
                } else if (isMapOfAnything(component)) {
                    replace(schema, component.getName(), anything("object").additionalProperties(true), nullable);
                }
            }
        }
        for (var method : record.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonProperty.class) && method.getParameterCount() == 0) {
                describe(schema, method.getName(), mayAllBeNull || isNullable(method.getAnnotatedReturnType()), sent);
            }
        }
    }

    /** The name of a component in JSON. */
    private static String written(RecordComponent component, Class<?> record) {
        var named = annotation(component, record, JsonProperty.class);
        return named == null || named.value().isEmpty() ? component.getName() : named.value();
    }

    private static void unwrap(
            Schema<?> schema, RecordComponent component, Class<?> record, boolean sent, boolean nullable) {
        var ignored = annotation(component, record, JsonIgnoreProperties.class);
        var own = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        if (ignored != null) {
            Arrays.stream(ignored.value()).filter(name -> !own.contains(name)).forEach(schema.getProperties()::remove);
        }
        if (component.getType().isRecord()) {
            describe(schema, component.getType(), sent, nullable);
        }
    }

    private static void describe(Schema<?> schema, String name, boolean nullable, boolean sent) {
        var property = schema.getProperties().get(name);
        if (property == null) {
            return;
        }
        var listed = schema.getRequired() != null && schema.getRequired().contains(name);
        if (!listed && !(nullable && sent)) {
            schema.addRequiredItem(name);
        }
        if (nullable) {
            replace(schema, name, property, true);
        }
    }

    private static void replace(Schema<?> schema, String name, Schema<?> property, boolean nullable) {
        schema.getProperties().put(name, nullable ? orNull(property) : property);
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            return new Schema<>(SpecVersion.V31).anyOf(List.of(schema, anything("null")));
        }
        if (schema.getTypes() == null && schema.getType() != null) {
            schema.setTypes(new HashSet<>(Set.of(schema.getType())));
        }
        if (schema.getTypes() != null) {
            schema.addType("null");
            if (schema.getEnum() != null && !schema.getEnum().contains(null)) {
                schema.addEnumItemObject(null);
            }
        }
        return schema;
    }

    private static Schema<?> anything(String type) {
        var schema = new Schema<>(SpecVersion.V31);
        schema.addType(type);
        return schema;
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static boolean isMapOfAnything(RecordComponent component) {
        return component.getType() == Map.class
                && component.getGenericType().getTypeName().endsWith("Object>");
    }

    private static boolean has(
            RecordComponent component, Class<?> record, Class<? extends java.lang.annotation.Annotation> annotation) {
        return annotation(component, record, annotation) != null;
    }

    /** An annotation that is not made for components goes to the field and the accessor. */
    private static <A extends java.lang.annotation.Annotation> @Nullable A annotation(
            RecordComponent component, Class<?> record, Class<A> annotation) {
        try {
            return Stream.<AnnotatedElement>of(
                            component, component.getAccessor(), record.getDeclaredField(component.getName()))
                    .map(element -> element.getAnnotation(annotation))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The names of all schemas that somebody sends, with those inside them. */
    private static Set<String> sent(OpenAPI document) {
        var found = new HashSet<String>();
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .flatMap(body -> schemas(body.getContent()))
                .forEach(schema -> follow(schema, document.getComponents().getSchemas(), found));
        return found;
    }

    private static Stream<Schema<?>> schemas(@Nullable Content content) {
        return content == null
                ? Stream.empty()
                : content.values().stream()
                        .<Schema<?>>map(media -> media.getSchema())
                        .filter(Objects::nonNull);
    }

    @SuppressWarnings("rawtypes") // the model of the document is raw
    private static void follow(@Nullable Schema<?> schema, Map<String, Schema> all, Set<String> found) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null && schema.get$ref().startsWith(PLACE)) {
            var name = schema.get$ref().substring(PLACE.length());
            if (found.add(name)) {
                follow(all.get(name), all, found);
            }
        }
        follow(schema.getItems(), all, found);
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            follow(values, all, found);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> follow(property, all, found));
        }
    }
}
