package dev.sarangbang.domain.wrong;

/** Wrong on purpose: refusals are values, outages and bugs are unchecked. */
final class ThrowsChecked {

    void refuse() throws Exception {
        throw new Exception("no");
    }
}
