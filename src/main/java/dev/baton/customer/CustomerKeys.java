package dev.baton.customer;

import dev.baton.customer.naming.CompanyName;
import dev.baton.customer.naming.MailKey;
import dev.baton.customer.naming.Sounds;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words under which a customer stands in the index of keys: two that have none in common are never compared. */
final class CustomerKeys {

    static final String PHONE = "phone:";
    static final String EMAIL = "email:";
    static final String CODE = "code:";
    static final String TAX = "tax:";
    static final String ICP = "icp:";
    static final String BRAND = "brand:";
    static final String SOUND = "sound:";
    static final String ENDS = "ends:";

    /** So many digits at the end of a number people remember. */
    private static final int[] REMEMBERED = {4, 8};

    private static final List<String> STRONG = List.of(PHONE, EMAIL, CODE, TAX, ICP);

    private CustomerKeys() {}

    static boolean isStrong(String key) {
        return STRONG.stream().anyMatch(key::startsWith);
    }

    static void add(Set<String> keys, String kind, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            keys.add(kind + value);
        }
    }

    static @Nullable String mail(String typed) {
        return MailKey.of(typed).orElse(null);
    }

    static Set<String> ofName(CompanyName name) {
        var keys = new LinkedHashSet<String>();
        for (var one : name.andFormer()) {
            add(keys, BRAND, one.brand());
            add(keys, BRAND, one.alias());
            add(keys, SOUND, Sounds.ofBrand(one));
        }
        return keys;
    }

    static void addNumber(Set<String> keys, @Nullable String phone) {
        if (phone == null) {
            return;
        }
        add(keys, PHONE, phone);
        var digits = phone.replaceAll("\\D", "");
        for (var count : REMEMBERED) {
            if (digits.length() >= count) {
                add(keys, ENDS, digits.substring(digits.length() - count));
            }
        }
    }
}
