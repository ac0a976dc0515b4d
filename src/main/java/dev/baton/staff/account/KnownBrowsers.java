package dev.baton.staff.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface KnownBrowsers extends Repository<KnownBrowser, String> {

    KnownBrowser save(KnownBrowser browser);

    Optional<KnownBrowser> findById(String sha256);

    /** With its password a person's browsers are strangers again. */
    @Modifying
    @Query("delete from KnownBrowser b where b.personId = :person")
    void forget(UUID person);
}
