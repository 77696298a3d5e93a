// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditLog;
import dev.ccaas.core.audit.AuditQuery;
import dev.ccaas.core.audit.AuditRecord;
import dev.ccaas.core.audit.AuditSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a Kafka broker in this JVM that stops now and then. */
class KafkaShippingTest {
  private static final int BROKER = 0;
  private static final Duration PATIENT = Duration.ofMinutes(1);

  private static KafkaClusterTestKit kafka;

  @TempDir private Path temp;

  @BeforeAll
  static void startKafka() throws Exception {
    TestKitNodes nodes =
        new TestKitNodes.Builder().setNumBrokerNodes(1).setNumControllerNodes(1).build();
    kafka =
        new KafkaClusterTestKit.Builder(nodes)
            .setConfigProp("offsets.topic.replication.factor", "1")
            .build();
    kafka.format();
    kafka.startup();
    kafka.waitForReadyBrokers();
  }

  @AfterAll
  static void stopKafka() throws Exception {
    kafka.close();
  }

  @Test
  void everyRecordArrivesInOrderThoughTheBrokerWasDown() throws Exception {
    createTopic("audit-down");
    try (AuditSink sink = AuditSink.jsonLines(temp);
        KafkaCollector collector = collector("audit-down", PATIENT);
        KafkaCollector impatient = collector("audit-down", Duration.ofMillis(500))) {
      record(sink, "A", "B");
      assertThat(shipper(collector).ship()).isEqualTo(2);

      kafka.brokers().get(BROKER).shutdown();
      record(sink, "C");
      assertThatThrownBy(shipper(impatient)::ship)
          .isInstanceOf(IOException.class)
          .hasMessage("not all records are in topic audit-down");

      kafka.brokers().get(BROKER).startup();
      record(sink, "D");
      assertThat(shipper(collector).ship()).as("a new process goes on").isEqualTo(2);
      assertThat(shipper(collector).ship()).isZero();
    }
    assertThat(values("audit-down")).containsExactlyElementsOf(lines());
  }

  /** It ends after Kafka has the records and before that is remembered. */
  @Test
  void recordThatComesTwiceHasTheSameKey() throws Exception {
    createTopic("audit-twice");
    try (AuditSink sink = AuditSink.jsonLines(temp);
        KafkaCollector collector = collector("audit-twice", PATIENT)) {
      record(sink, "A", "B");
      LogShipper killed =
          shipper(
              records -> {
                collector.put(records);
                throw new IOException("killed");
              });
      assertThatThrownBy(killed::ship).hasMessage("killed");
      assertThat(shipper(collector).ship()).isEqualTo(2);
    }
    List<ConsumerRecord<String, String>> stored = stored("audit-twice");
    assertThat(stored).hasSize(4);
    assertThat(stored.stream().map(ConsumerRecord::key).distinct())
        .hasSize(2)
        .allMatch(key -> key.matches("[^/]+/[23]")); // 1 is the header of the file
    assertThat(values("audit-twice").stream().distinct()).containsExactlyElementsOf(lines());
  }

  @Test
  void collectorThatCannotBeReachedLosesNothing() {
    Map<String, Object> nowhere = Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 200);
    try (AuditSink sink = AuditSink.jsonLines(temp);
        KafkaCollector collector = new KafkaCollector(nowhere, "audit")) {
      record(sink, "A");
      assertThatThrownBy(shipper(collector)::ship)
          .isInstanceOf(IOException.class)
          .hasMessage("not all records are in topic audit");
    }
    assertThat(temp.resolve("shipped")).doesNotExist();
  }

  private LogShipper shipper(LogShipper.Collector collector) {
    return new LogShipper(AuditLog.open(temp), collector, temp.resolve("shipped"));
  }

  private static KafkaCollector collector(String topic, Duration patience) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", patience.toMillis());
    return new KafkaCollector(settings, topic);
  }

  private static void createTopic(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static List<String> values(String topic) {
    return stored(topic).stream().map(ConsumerRecord::value).toList();
  }

  private static List<ConsumerRecord<String, String>> stored(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }

  private List<String> lines() {
    try (Stream<AuditRecord> records = AuditLog.open(temp).read(AuditQuery.builder().build())) {
      return records.map(AuditRecord::json).toList();
    }
  }

  private static void record(AuditSink sink, String... actions) {
    for (String action : actions) {
      sink.record(AuditEvent.builder(action, Instant.EPOCH).build());
    }
  }
}
