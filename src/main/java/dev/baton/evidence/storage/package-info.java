/** Where the content of files lies: under its hash, in a folder or in storage that speaks S3. */
@org.jspecify.annotations.NullMarked
package dev.baton.evidence.storage;
