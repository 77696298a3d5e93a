// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.shipping;

import dev.ccaas.core.audit.AuditRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A Kafka topic: the key is node and number, the value the line of the log. A record that comes
 * twice has the same key, so a reader that keeps one value per key, or a compacted topic, has each
 * once. All records of a node are in order if the topic has one partition.
 */
public final class KafkaCollector implements LogShipper.Collector, AutoCloseable {
  private final Producer<String, String> producer;
  private final String topic;

  /**
   * Connects.
   *
   * @param settings of the producer, such as {@code bootstrap.servers}; that all replicas in sync
   *     acknowledge is set here
   */
  public KafkaCollector(Map<String, Object> settings, String topic) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    this.producer = new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    this.topic = topic;
  }

  @Override
  public void put(List<AuditRecord> records) throws IOException {
    try {
      List<Future<?>> acknowledgements = new ArrayList<>();
      for (AuditRecord record : records) {
        acknowledgements.add(
            producer.send(new ProducerRecord<>(topic, key(record), record.json())));
      }
      producer.flush();
      for (Future<?> acknowledgement : acknowledgements) {
        acknowledgement.get();
      }
    } catch (ExecutionException | KafkaException e) {
      throw new IOException("not all records are in topic " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before all records were in topic " + topic, e);
    }
  }

  private static String key(AuditRecord record) {
    return record.node() + "/" + record.seq();
  }

  @Override
  public void close() {
    producer.close();
  }
}
