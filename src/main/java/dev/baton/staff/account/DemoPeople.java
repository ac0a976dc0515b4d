package dev.baton.staff.account;

import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.people.Employee;
import dev.baton.staff.people.People;
import dev.baton.staff.people.StaffDirectory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The staff of the demonstration; exists only where the profile {@code local} is on, and has one known password. */
@Component
@Profile("local")
class DemoPeople implements SmartInitializingSingleton {

    static final String PASSWORD = "baton";

    private static final List<String> REGIONS = List.of("east", "north", "south", "west");
    private static final int REPS = 87;
    private static final String[] FAMILY = {
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
        "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕"
    };
    private static final String[] GIVEN = {
        "伟", "芳", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀兰", "霞", "平", "刚", "桂英",
        "子涵", "雨桐", "浩然", "思远", "佳怡", "晓东", "海燕", "志强", "文静", "嘉诚", "一鸣", "欣怡", "俊杰", "梦洁", "天宇"
    };

    private final People people;
    private final StaffDirectory directory;
    private final Passwords passwords;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoPeople(
            People people,
            StaffDirectory directory,
            Passwords passwords,
            TransactionTemplate transaction,
            Clock clock) {
        this.people = people;
        this.directory = directory;
        this.passwords = passwords;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (directory.findByLogin("rep%02d".formatted(REPS)).isPresent()) {
            return;
        }
        var hash = passwords.hash(PASSWORD);
        transaction.executeWithoutResult(status -> {
            everybody(hash).stream()
                    .filter(person -> !people.isTaken(person.login()))
                    .forEach(people::save);
            directory.changed();
        });
    }

    private List<Employee> everybody(String hash) {
        var all = new ArrayList<Employee>();
        for (int i = 0; i < REPS; i++) {
            // 37 and 40 have no common divisor, so 87 pairs never repeat.
            var name = FAMILY[i * 7 % FAMILY.length] + GIVEN[i % GIVEN.length];
            all.add(person(i, "rep%02d".formatted(i + 1), name, REGIONS.get(i % REGIONS.size()), Role.REP, hash));
        }
        var managers = List.of("顾建国", "方丽华", "邹志远", "白雪梅");
        for (int i = 0; i < REGIONS.size(); i++) {
            var region = REGIONS.get(i);
            all.add(person(100 + i, "manager." + region, managers.get(i), region, Role.SUPERVISOR, hash));
        }
        all.add(person(110, "director", "秦海峰", null, Role.DIRECTOR, hash));
        all.add(person(111, "admin", "管理员", null, Role.ADMIN, hash));
        all.add(person(112, "owner", "苏流程", null, Role.PROCESS_OWNER, hash));
        all.add(person(113, "legal", "严法务", null, Role.LEGAL, hash));
        all.add(person(114, "finance", "钱财务", null, Role.FINANCE, hash));
        all.add(person(115, "service", "安心怡", null, Role.CUSTOMER_SUCCESS, hash));
        all.add(person(116, "marketing", "柳市场", null, Role.MARKETING, hash));
        all.add(person(118, "legal.head", "章法总", null, Role.LEGAL, hash));
        all.add(person(119, "finance2", "费会计", null, Role.FINANCE, hash));
        all.add(person(117, "intake", "线索接口", null, Role.INTAKE, hash));
        return all;
    }

    private Employee person(int number, String login, String name, @Nullable String region, Role role, String hash) {
        var machine = role == Role.INTAKE;
        return new Employee(
                new PersonId(Ids.next()),
                login,
                name,
                machine
                        ? Employee.Contact.NONE
                        : new Employee.Contact(
                                login + "@baton.example", "138%08d".formatted(1000 + number * 37), "wx-" + login),
                region,
                Set.of(role),
                hash,
                clock.instant());
    }
}
