package dev.sarangbang.domain.wrong;

/** Wrong on purpose: somebody may change what it means. */
class OpenToSubclassing {}
