package dev.baton.web;

import dev.baton.staff.Caller;
import dev.baton.staff.Origin;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.converter.AbstractJacksonHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import tools.jackson.databind.json.JsonMapper;

/** What every controller finds in place: the caller as an argument, the language, the files of the workbench. */
@Configuration(proxyBeanMethods = false)
class WebSetup implements WebMvcConfigurer {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Origin.class);
    }

    private final String[] workbench;
    private final JsonMapper json;

    WebSetup(WebProperties web, JsonMapper json) {
        this.workbench = web.getResources().getStaticLocations();
        this.json = json;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
        resolvers.add(new OriginArgument());
    }

    /**
     * Libraries bring YAML, XML and CBOR along; the API speaks JSON, and what nobody needs cannot be attacked. Of two
     * values for one key nobody knows which was meant, so such JSON is refused; what is read elsewhere was checked here.
     */
    @Override
    public void configureMessageConverters(ServerBuilder converters) {
        var strict = StrictJson.of(json);
        converters
                .withJsonConverter(new JacksonJsonHttpMessageConverter(strict))
                .configureMessageConvertersList(all -> all.removeIf(WebSetup::speaksAnother));
    }

    @SuppressWarnings("removal") // as long as Spring brings converters of Jackson 2 along
    private static boolean speaksAnother(HttpMessageConverter<?> converter) {
        return converter instanceof AbstractJackson2HttpMessageConverter
                || (converter instanceof AbstractJacksonHttpMessageConverter<?>
                        && !(converter instanceof JacksonJsonHttpMessageConverter));
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(assets())
                // Their names carry a hash of their content.
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(workbench)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new PageOrFile());
    }

    @Bean
    LocaleResolver localeResolver() {
        var resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH));
        resolver.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        return resolver;
    }

    private String[] assets() {
        return Arrays.stream(workbench).map(location -> location + "assets/").toArray(String[]::new);
    }

    /** A path of the workbench's own router has no file: its start page opens and shows the right view. */
    private static final class PageOrFile extends PathResourceResolver {

        @Override
        protected @Nullable Resource resolveResourceInternal(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            var file = super.resolveResourceInternal(request, path, locations, chain);
            if (file != null
                    || path.substring(path.lastIndexOf('/') + 1).contains(".")
                    || request == null
                    || Paths.CODE.matches(request)) {
                return file;
            }
            return super.resolveResourceInternal(request, "index.html", locations, chain);
        }
    }

    private static final class OriginArgument implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Origin.class;
        }

        @Override
        public Origin resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer view,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder) {
            return Origins.of(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
        }
    }

    private static final class CallerArgument implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public Caller resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer view,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder) {
            if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn) {
                return signedIn.identity().caller();
            }
            throw new AuthenticationCredentialsNotFoundException("nobody is signed in");
        }
    }
}
