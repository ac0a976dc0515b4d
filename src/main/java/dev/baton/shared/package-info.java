/** Value types and the base of records, which every module may use; knows no module and not the engine. */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
@org.jspecify.annotations.NullMarked
package dev.baton.shared;
