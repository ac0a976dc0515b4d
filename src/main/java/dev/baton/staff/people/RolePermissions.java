package dev.baton.staff.people;

import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RolePermissions extends Repository<RolePermission, RolePermission.Id> {

    RolePermission save(RolePermission permission);

    boolean existsById(RolePermission.Id id);

    @Query("select p from RolePermission p where p.id.permission = :permission")
    List<RolePermission> findAllOf(String permission);

    @Modifying
    @Query("delete from RolePermission p where p.id = :id")
    int withdraw(RolePermission.Id id);
}
