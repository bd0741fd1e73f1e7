package io.pgtwin.testbed.quickstart;

import picocli.CommandLine.IVersionProvider;

/** From the jar's manifest, which the build writes. */
final class ProductVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[]{"pgtwin " + ProductVersion.class.getPackage().getImplementationVersion()};
    }
}
