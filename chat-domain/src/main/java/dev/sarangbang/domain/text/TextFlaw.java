package dev.sarangbang.domain.text;

/** Why a text is not one that people can exchange. */
public enum TextFlaw {
    /** Nothing in it can be seen. */
    BLANK,
    /** More code points than the kind of text allows, or more raw input than is looked at. */
    TOO_LONG,
    /** It holds an unpaired surrogate or a control character. */
    BAD_CHARACTERS
}
