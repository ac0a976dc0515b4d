package dev.baton.integration.hook;

import java.time.Instant;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface UsedSignatures extends Repository<UsedSignature, UsedSignature.Id> {

    UsedSignature save(UsedSignature signature);

    boolean existsById(UsedSignature.Id id);

    @Transactional
    @Modifying
    @Query("delete from UsedSignature used where used.at < :then")
    void forgetThoseBefore(Instant then);
}
