// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.adapters;

import dev.ccaas.webhook.VerifiedWebhook;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A request whose body is the verified bytes, because its own stream has been read. */
final class VerifiedRequest extends HttpServletRequestWrapper {
  private final VerifiedStream stream;

  VerifiedRequest(HttpServletRequest request, VerifiedWebhook webhook) {
    super(request);
    this.stream = new VerifiedStream(webhook.body());
  }

  @Override
  public ServletInputStream getInputStream() {
    return stream;
  }

  @Override
  public BufferedReader getReader() {
    String encoding = getCharacterEncoding();
    Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
    return new BufferedReader(new InputStreamReader(stream, charset));
  }

  private static final class VerifiedStream extends ServletInputStream {
    private final ByteBuffer body;

    VerifiedStream(ByteBuffer body) {
      this.body = body;
    }

    @Override
    public int read() {
      return body.hasRemaining() ? body.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      int count = Math.min(length, body.remaining());
      body.get(bytes, from, count);
      return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public boolean isFinished() {
      return !body.hasRemaining();
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      try {
        listener.onDataAvailable();
        listener.onAllDataRead();
      } catch (IOException e) {
        listener.onError(e);
      }
    }
  }
}
