package io.proofmill.jobapi.cluster;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How a process joins the farm's Hazelcast cluster: discovery by a fixed list of TCP addresses, no
/// multicast, no calls home.
///
/// @param clusterName processes with another name do not meet
/// @param host the address this process binds to, for Hazelcast and for the event bus
/// @param port the Hazelcast port of this process
/// @param members `host:port` of every process that may be there, this one included or not
public record ClusterSettings(
    String clusterName, String host, int port, List<String> members, Role role) {
  /// What a process is to the cluster.
  public enum Role {
    /// Keeps data: a coordinator.
    DATA_MEMBER,
    /// Keeps none, so that its death moves none: a worker.
    LITE_MEMBER
  }

  /// What Hazelcast and Netty want of a JVM 25, so that they neither warn nor fall back.
  public static final List<String> JVM_FLAGS =
      List.of(
          "--add-modules=java.se",
          "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.management/sun.management=ALL-UNNAMED",
          "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dhazelcast.logging.type=slf4j");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

  public ClusterSettings {
    requireWord("cluster name", clusterName);
    requireWord("host", host);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port must be between 1 and 65535, was " + port);
    }
    members = List.copyOf(members);
    members.forEach(member -> requireWord("member", member));
    Objects.requireNonNull(role, "role");
  }

  /// The settings as a Hazelcast configuration file.
  public String toHazelcastXml() {
    String memberLines =
        members.stream()
            .map(member -> "          <member>" + member + "</member>")
            .collect(Collectors.joining("\n"));
    boolean lite =
        switch (role) {
          case DATA_MEMBER -> false;
          case LITE_MEMBER -> true;
        };
    return """
    <hazelcast xmlns="http://www.hazelcast.com/schema/config">
      <cluster-name>%s</cluster-name>
      <lite-member enabled="%b"/>
      <properties>
        <property name="hazelcast.phone.home.enabled">false</property>
        <property name="hazelcast.logging.type">slf4j</property>
        <property name="hazelcast.shutdownhook.enabled">false</property>
        <property name="hazelcast.socket.bind.any">false</property>
        <property name="hazelcast.heartbeat.interval.seconds">1</property>
        <property name="hazelcast.max.no.heartbeat.seconds">20</property>
        <property name="hazelcast.merge.first.run.delay.seconds">10</property>
        <property name="hazelcast.merge.next.run.delay.seconds">10</property>
        <property name="hazelcast.partition.count">31</property>
        <property name="hazelcast.operation.thread.count">2</property>
        <property name="hazelcast.operation.generic.thread.count">2</property>
        <property name="hazelcast.event.thread.count">1</property>
        <property name="hazelcast.io.thread.count">1</property>
      </properties>
      <network>
        <port auto-increment="false">%d</port>
        <public-address>%s</public-address>
        <join>
          <auto-detection enabled="false"/>
          <multicast enabled="false"/>
          <tcp-ip enabled="true">
            <member-list>
    %s
            </member-list>
          </tcp-ip>
        </join>
        <interfaces enabled="true">
          <interface>%s</interface>
        </interfaces>
      </network>
      <multimap name="__vertx.subs">
        <backup-count>1</backup-count>
        <value-collection-type>SET</value-collection-type>
      </multimap>
      <map name="__vertx.haInfo"><backup-count>1</backup-count></map>
      <map name="__vertx.nodeInfo"><backup-count>1</backup-count></map>
    </hazelcast>
    """
        .formatted(clusterName, lite, port, host, memberLines, host);
  }

  // Also keeps markup out of the file.
  private static void requireWord(String what, String text) {
    if (text == null || !WORD.matcher(text).matches()) {
      throw new IllegalArgumentException(what + " must match " + WORD + ", was " + text);
    }
  }
}
