package org.cretula.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.cretula.transport.PMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

    @TempDir
    Path folder;

    private void refused(UnaryOperator<String> change, String... words) {
        Path plan = Scene.plan(folder, change);
        assertThatThrownBy(() -> Plan.load(plan))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("plan.yaml")
                .hasMessageContainingAll(words);
    }

    @Test
    void an_unknown_key_is_told_with_its_line() {
        refused(p -> p.replace("title: ", "titel: "), "line 1", "titel");
        refused(p -> p.replace("  alias: as4", "  alias: as4\n  alias2: as4"), "line 7", "alias2");
    }

    @Test
    void a_key_given_twice_and_broken_yaml_are_told_with_their_line() {
        refused(p -> p + "title: again\n", "line", "Duplicate");
        refused(p -> p.replace("exchange:", "exchange: ]"), "line");
        refused(p -> "", "plan.yaml");
    }

    @Test
    void a_missing_key_is_told() {
        refused(p -> p.replace("  action: SubmitCertificate\n", ""), "expected 'exchange: action', found none");
        refused(p -> p.replace("  node: gateway.yaml\n", ""), "partner: node or endpoint");
        refused(p -> p.replace("  password: example\n", ""), "password or passwordFile");
        refused(p -> p.replace("partner:", "vectors: x\nother:"), "other");
    }

    @Test
    void a_partner_is_started_or_runs_already_and_not_both() {
        refused(p -> p.replace("node: gateway.yaml", "node: gateway.yaml\n  observe: http://127.0.0.1/"), "either");
    }

    @Test
    void values_that_mean_nothing_are_told() {
        refused(p -> p.replace("node: gateway.yaml", "endpoint: ftp://127.0.0.1/as4"), "http or https", "endpoint");
        refused(p -> p.replace("node: gateway.yaml", "endpoint: 'http://not a host/'"), "endpoint");
        refused(p -> p.replace("listen: 127.0.0.1:", "listen: "), "host:port");
        refused(p -> p.replace("exchange:", "exchange:\n  security: none"), "sign-and-encrypt", "'none'");
        refused(p -> p.replace("  node:", "  roles: [judge]\n  node:"), "'judge'");
        refused(p -> p.replace("password: example", "password: other"), "password");
        refused(p -> p.replace("customs-xb.crt", "nobody.crt"), "nobody.crt");
        refused(p -> p.replace("id: customs-xb", "id: node-xa"), "same party at both ends");
    }

    @Test
    void the_plan_in_the_documentation_and_the_one_that_can_be_run_are_read() throws InputException {
        Plan demo = Plan.load(Root.path("conformance", "plans", "demo.yaml"));
        assertThat(demo.place()).isInstanceOf(Plan.Place.Started.class);
        assertThat(demo.outgoing().security()).isEqualTo(PMode.Security.SIGN_AND_ENCRYPT);
        assertThat(demo.incoming().initiator().party())
                .isEqualTo(demo.outgoing().responder().party());
        assertThat(demo.vectors()).isPresent();
        Plan running = Plan.load(Scene.plan(
                folder,
                p -> p.replace("node: gateway.yaml", "endpoint: https://as4.example/in\n  roles: [responder]")));
        assertThat(running.roles()).containsExactly(Assertion.Role.RESPONDER);
    }
}
