package dev.sarangbang.domain.text;

/** The form of names that machines choose: 1 to {@value #LENGTH_MAX} of {@code A–Z a–z 0–9 _ -}. */
public final class Tokens {

    /** In characters; room for a UUID or a hash. */
    public static final int LENGTH_MAX = 64;

    private Tokens() {}

    /** Whether {@code text} has that form. */
    public static boolean isToken(String text) {
        return !text.isEmpty() && text.length() <= LENGTH_MAX && text.chars().allMatch(Tokens::isTokenCharacter);
    }

    /** Whether {@code c} may stand in a token: the alphabet of base64url. */
    public static boolean isTokenCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }
}
