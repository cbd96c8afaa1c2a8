package org.cretula.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cretula demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Tell the whole story on this machine: seal, deliver, judge, and four things that must not work.",
        description = {
            "Makes a throw-away PKI, seals a certificate of origin, delivers it over AS4 to a node on loopback, "
                    + "judges it offline; then alters it, swaps it in transit, replays it and revokes its signer.",
            "Ends with 0 if every step went as it must, else with 1."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--dir",
            paramLabel = "D",
            defaultValue = "cretula-demo",
            description = "Folder for all artefacts; ${DEFAULT-VALUE} if absent. An earlier demo's is replaced.")
    private Path dir;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Programs.preferBouncyCastle();
        DemoFolder folder = DemoFolder.fresh(dir);
        Demo demo = new Demo(folder, Programs.clock(), spec.commandLine().getOut());
        return demo.run() ? ExitCode.YES : ExitCode.NO;
    }
}
