/** What pages say of Operate, which hears of an instance some time after the engine has it. */
@org.springframework.modulith.NamedInterface("operate")
@org.jspecify.annotations.NullMarked
package dev.baton.engine.operate;
