package org.barscancel.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.barscancel.BarsSettings;
import org.barscancel.blackbox.Unpacked;
import org.barscancel.conventions.GivenSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The manifests are what Kubernetes takes, and name what there is. */
class KubernetesTest {
    private static final Path FOLDER = Path.of("packaging/kubernetes");
    private static final Path PROGRAM = FOLDER.resolve("bars-cancel.yaml");

    private static List<HasMetadata> all;
    private static BarsSettings settings;

    @BeforeAll
    static void read() throws IOException {
        all = Manifests.in(FOLDER);
        settings = GivenSettings.bound(settingsFile());
    }

    @Test
    void aFieldThatKubernetesDoesNotHaveIsRefused() throws IOException {
        String wrong = Files.readString(PROGRAM).replace("failureThreshold: 6\n", "failureTreshold: 6\n");

        assertThatThrownBy(() -> Manifests.of(wrong)).hasMessageContaining("failureTreshold");
    }

    @Test
    void twoInstancesHaveAHomeOfTheirOwnEachAndShareBrokerAndDatabase() {
        StatefulSet program = program();

        assertThat(program.getSpec().getReplicas()).isEqualTo(2);
        assertThat(program.getSpec().getVolumeClaimTemplates())
                .extracting(claim -> claim.getMetadata().getName())
                .containsExactly("home");
        assertThat(mounts("home")).isEqualTo(environment().get("BARS_HOME").getValue());
        assertThat(settings.broker().url()).matches("tcp://(" + services() + "):61616");
        assertThat(settings.ledger().url()).matches("jdbc:postgresql://(" + services() + ")/bars");
    }

    @Test
    void eachVariableIsASettingOrAnotherThatIsRead() throws IOException {
        String file = settingsFile();

        assertThat(environment().keySet()).hasSizeGreaterThan(7).allSatisfy(name -> assertThat(
                        GivenSettings.isVariable(name)
                                || file.contains("${" + name + "}")
                                || Files.readString(Path.of("packaging/bin/bars-cancel"))
                                        .contains(name))
                .as(name)
                .isTrue());
        assertThat(mounts("settings")).isEqualTo("/etc/bars-cancel");
        assertThat(environment().get("SPRING_CONFIG_ADDITIONAL_LOCATION").getValue())
                .isEqualTo("file:/etc/bars-cancel/");
        assertThat(file).contains("file:" + mounts("tls") + "/tls.crt", "file:" + mounts("tls") + "/tls.key");
    }

    @Test
    void theProbesAskWhatTheProgramAnswersWithoutCredentials() {
        Container container =
                program().getSpec().getTemplate().getSpec().getContainers().get(0);

        assertThat(Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                .extracting(Probe::getHttpGet)
                .allSatisfy(call -> {
                    assertThat(Unpacked.PROBES).contains(call.getPath());
                    assertThat(call.getScheme()).isEqualTo("HTTPS");
                    assertThat(container.getPorts())
                            .extracting(ContainerPort::getName)
                            .contains(call.getPort().getStrVal());
                });
    }

    @Test
    void everySecretThatIsReadIsOneThatTheFileSaysHowToMake() throws IOException {
        String file = Files.readString(PROGRAM);

        assertThat(pods().flatMap(pod -> pod.getContainers().stream())
                        .flatMap(container -> container.getEnv().stream())
                        .map(EnvVar::getValueFrom)
                        .filter(Objects::nonNull)
                        .map(from -> from.getSecretKeyRef()))
                .hasSizeGreaterThan(4)
                .allSatisfy(secret -> {
                    assertThat(secret.getName()).isEqualTo("bars-cancel");
                    assertThat(file).contains("--from-literal=" + secret.getKey() + "=");
                });
        assertThat(pods().flatMap(pod -> pod.getVolumes().stream())
                        .map(Volume::getSecret)
                        .filter(Objects::nonNull))
                .allSatisfy(secret -> assertThat(file).contains("secret tls " + secret.getSecretName() + " "));
    }

    @Test
    void noPodIsRootOrMayBecomeItAndEachHasLimits() {
        assertThat(pods()).hasSize(3).allSatisfy(pod -> {
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getContainers()).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getResources().getLimits()).containsKey("memory");
                assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            });
        });
    }

    @Test
    void everyServiceFindsPods() {
        assertThat(of(Service.class)).hasSize(4).allSatisfy(service -> assertThat(of(StatefulSet.class)
                        .map(set -> set.getSpec().getTemplate().getMetadata().getLabels()))
                .anyMatch(labels -> labels.entrySet()
                        .containsAll(service.getSpec().getSelector().entrySet())));
    }

    private static StatefulSet program() {
        return of(StatefulSet.class)
                .filter(set -> set.getMetadata().getName().equals("bars-cancel"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, EnvVar> environment() {
        return program().getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream()
                .collect(java.util.stream.Collectors.toMap(EnvVar::getName, variable -> variable));
    }

    private static String mounts(String volume) {
        return program().getSpec().getTemplate().getSpec().getContainers().get(0).getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals(volume))
                .findFirst()
                .orElseThrow()
                .getMountPath();
    }

    private static String services() {
        return String.join(
                "|",
                of(Service.class)
                        .map(service -> service.getMetadata().getName())
                        .toList());
    }

    private static Stream<PodSpec> pods() {
        return of(StatefulSet.class).map(set -> set.getSpec().getTemplate().getSpec());
    }

    private static <T> Stream<T> of(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast);
    }

    private static String settingsFile() throws IOException {
        return Manifests.in(FOLDER).stream()
                .filter(ConfigMap.class::isInstance)
                .map(map -> ((ConfigMap) map).getData().get("application.yaml"))
                .findFirst()
                .orElseThrow();
    }
}
