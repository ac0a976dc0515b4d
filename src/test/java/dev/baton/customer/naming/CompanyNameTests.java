package dev.baton.customer.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.baton.Trials;
import dev.baton.customer.naming.NameComparison.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of companies by their parts (F-08). */
class CompanyNameTests {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "苏州云帆精密有限公司, 苏州, 云帆, 精密",
        "江苏省苏州市云帆精密机械股份有限公司, 江苏苏州, 云帆, 精密机械",
        "云帆（苏州）精密有限公司, 苏州, 云帆, 精密",
        "蘇州雲帆精密有限公司, 苏州, 云帆, 精密",
        "北京鑫科技有限公司, 北京, 鑫, 科技",
        "昆山市华鑫国际贸易有限责任公司, 昆山, 华鑫, 国际贸易",
        "永安科技有限公司, '', 永安, 科技",
        "瑞金医院, '', 瑞金, 医院",
        "云帆精密, '', 云帆, 精密",
        "内蒙古自治区草原乳业有限公司, 内蒙古, 草原乳业, ''"
    })
    @DisplayName("A name is read as place, brand and trade")
    void parts(String name, String place, String brand, String trade) {
        var read = CompanyName.of(name);
        assertThat(List.of(read.place(), read.brand(), read.trade())).containsExactly(place, brand, trade);
    }

    @Test
    @DisplayName("Markers, numbers and former names are kept apart")
    void markers() {
        assertThat(CompanyName.of("苏州云帆精密有限公司上海分公司").markers()).containsExactly("分公司:上海");
        assertThat(CompanyName.of("云帆集团有限公司").markers()).containsExactly("集团");
        assertThat(CompanyName.of("云帆(集团)股份有限公司").markers()).containsExactly("集团");
        assertThat(CompanyName.of("苏州第一建筑工程有限公司").markers()).containsExactly("第一");
        assertThat(CompanyName.of("苏州云帆销售有限公司").markers()).containsExactly("销售");
        assertThat(CompanyName.of("苏州云帆精密有限公司工会委员会").markers()).containsExactly("工会委员会:");
        var renamed = CompanyName.of("苏州云帆精密有限公司（原苏州扬帆机械有限公司）");
        assertThat(renamed.brand()).isEqualTo("云帆");
        assertThat(renamed.former()).extracting(CompanyName::brand).containsExactly("扬帆");
    }

    @ParameterizedTest(name = "{0} / {1}: {2}")
    @CsvSource({
        // the four of F-08
        "苏州XX精密有限公司, 苏州YY精密有限公司, DIFFERENT",
        "瑞金医院, 上海交通大学医学院附属瑞金医院, SAME",
        "苏州云帆精密有限公司, 苏州云帆精密有限公司上海分公司, RELATED",
        "苏州云帆精密有限公司, 蘇州雲帆精密有限公司, SAME",
        // what it was called before, and its country
        "苏州云帆精密有限公司（原苏州远航机械有限公司）, 苏州远航机械有限公司, ALIKE",
        "苏州云帆精密有限公司（原苏州远航机械有限公司）, 苏州远航贸易有限公司, DIFFERENT",
        "中国工商银行股份有限公司苏州分行, 工商银行苏州分行, SAME",
        "中国银行股份有限公司, 中国工商银行股份有限公司, DIFFERENT",
        // a short name of four characters, wherever it is
        "无锡药明康德新药开发股份有限公司, 药明康德, ALIKE",
        "无锡药明新药开发股份有限公司, 药明, DIFFERENT",
        // three spellings of one
        "苏州云帆精密有限公司, 苏州云帆精密, SAME",
        "苏州云帆精密有限公司, 云帆(苏州)精密股份有限公司, SAME",
        "苏州云帆精密有限公司, Suzhou Yunfan Precision Co.，Ltd., ALIKE",
        "苏州云帆精密有限公司, 苏州云凡精密有限公司, ALIKE",
        "苏州云帆精密有限公司, 江苏苏州云帆精密机械有限公司, SAME",
        "华鑫国际贸易有限公司, 华鑫国贸有限公司, SAME",
        // one character, one place, one member of a group
        "苏州云帆精密有限公司, 苏州云航精密有限公司, DIFFERENT",
        "苏州云帆精密有限公司, 无锡云帆精密有限公司, DIFFERENT",
        "苏州云帆精密有限公司, 苏州云帆贸易有限公司, DIFFERENT",
        "苏州云帆精密有限公司, 苏州云帆集团有限公司, RELATED",
        "苏州云帆精密有限公司, 苏州云帆精密销售有限公司, RELATED",
        "苏州第一建筑工程有限公司, 苏州第二建筑工程有限公司, RELATED",
        "上海华鑫第一建筑有限公司, 上海华鑫第二建筑有限公司, RELATED",
        "北京鑫科技有限公司, 北京金科技有限公司, DIFFERENT",
        "Acme Technology Inc, ACME Technologies LLC, SAME",
        "Acme Technology Inc, Apex Technology Inc, DIFFERENT",
        "有限公司, 苏州云帆精密有限公司, UNKNOWN"
    })
    @DisplayName("Two names are compared part by part, and in either order")
    void compared(String one, String other, Verdict verdict) {
        assertThat(NameComparison.of(CompanyName.of(one), CompanyName.of(other)).verdict())
                .isEqualTo(verdict);
        assertThat(NameComparison.of(CompanyName.of(other), CompanyName.of(one)).verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"有限公司", "股份有限公司", "公司", "", "   ", "()", "（）"})
    @DisplayName("A name that is only a legal form says nothing")
    void nothing(String name) {
        assertThat(CompanyName.of(name).saysNothing()).isTrue();
    }

    @Test
    @DisplayName("Whatever is typed as a name can be read, and reads the same a second time")
    void anything() {
        var signs = "苏州上海云帆精密科技有限公司集团分公司第一二()（）原Acme Ltd. 😀𠮷\u202E\u0000אב éß　·12-3"
                .codePoints()
                .toArray();
        Trials.run(2_000, random -> {
            var text = new StringBuilder();
            for (var length = random.nextInt(0, 200); length > 0; length--) {
                text.appendCodePoint(signs[random.nextInt(signs.length)]);
            }
            assertThatNoException().isThrownBy(() -> {
                var name = CompanyName.of(text.toString());
                assertThat(CompanyName.of(text.toString())).isEqualTo(name);
                assertThat(NameComparison.of(name, name).verdict()).isIn(Verdict.SAME, Verdict.UNKNOWN);
                name.searchable();
                PersonName.of(text.toString()).compare(PersonName.of("张伟"));
            });
        });
    }

    @ParameterizedTest
    @CsvSource({
        "重庆, chongqing",
        "重庆, zhongqing",
        "长沙, changsha",
        "厦门, xiamen",
        "闵行, minhang",
        "浚县, xunxian",
        "筠连, junlian",
        "繁峙, fanshi",
        "银行, yinhang",
        "乐清, yueqing"
    })
    @DisplayName("Every plausible reading of a name is among its spellings")
    void readings(String name, String pinyin) {
        assertThat(Readings.sound(Readings.ofName(name))).contains(pinyin).hasSizeLessThanOrEqualTo(Readings.MOST);
    }

    @ParameterizedTest
    @CsvSource({
        "曾国藩, zengguofan",
        "解晓东, xiexiaodong",
        "仇英, qiuying",
        "单田芳, shantianfang",
        "查良镛, zhaliangyong",
        "朴树, piaoshu",
        "区伟, ouwei",
        "盖叫天, gejiaotian",
        "翟志刚, zhaizhigang",
        "缪荃孙, miaoquansun",
        "尉迟恭, yuchigong"
    })
    @DisplayName("A surname is read as a surname")
    void surnames(String name, String pinyin) {
        assertThat(Readings.sound(Readings.ofPerson(name)).getFirst()).isEqualTo(pinyin);
    }

    @ParameterizedTest
    @CsvSource({
        "张伟, 张伟, SAME",
        "张伟, 张伟先生, SAME",
        "張偉, 张伟, SAME",
        "张伟, 张总, FITS",
        "张伟, Zhang Wei, FITS",
        "张伟, Wei Zhang, FITS",
        "张伟, 王伟, DIFFERENT",
        "张伟, 王总, DIFFERENT",
        "John Smith, JOHN SMITH, SAME",
        "张伟, '', UNKNOWN"
    })
    @DisplayName("Names of people are compared without their titles; a surname fits many")
    void people(String one, String other, PersonName.Likeness likeness) {
        assertThat(PersonName.of(one).compare(PersonName.of(other))).isEqualTo(likeness);
        assertThat(PersonName.of(other).compare(PersonName.of(one))).isEqualTo(likeness);
    }

    @ParameterizedTest
    @CsvSource({
        "Li.Wei+trade@Gmail.com, liwei@gmail.com",
        "li.wei@example.cn, li.wei@example.cn",
        "LI@EXAMPLE.CN, li@example.cn",
        "ａ@example.cn, a@example.cn"
    })
    @DisplayName("A mail address is the same with a tag, in capitals, and with Gmail's dots")
    void mail(String typed, String key) {
        assertThat(MailKey.of(typed)).contains(key);
        assertThat(Set.of("无", "a@", "@b.c"))
                .allSatisfy(none -> assertThat(MailKey.of(none)).isEmpty());
    }
}
