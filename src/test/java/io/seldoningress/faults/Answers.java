package io.seldoningress.faults;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** How a {@link FaultProxy} answers. */
final class Answers {

  private Answers() {}

  /** An error of the proxy's own, as kube-apiserver says it. */
  static void answer(HttpServerResponse response, Passage passage) {
    Fate fate = passage.fate();
    passage.end(fate.status());
    response.setStatusCode(fate.status());
    if (fate.status() == 429) {
      response.putHeader("Retry-After", Integer.toString(fate.retryAfter()));
      response.end("Too many requests, please try again later.\n");
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    response.end(
        """
        {"kind":"Status","apiVersion":"v1","status":"Failure","message":"by a fault","code":%d}"""
            .formatted(fate.status()));
  }

  /** The API server's answer, or what the fate of the request leaves of it. */
  static void giveBack(HttpClientResponse answer, HttpServerRequest request, Passage passage) {
    answer
        .body()
        .onFailure(failure -> request.connection().close())
        .onSuccess(
            body -> {
              passage.end(answer.statusCode());
              switch (passage.fate().kind()) {
                case LOSE_ANSWER -> request.connection().close();
                case HALF_ANSWER -> {
                  request
                      .response()
                      .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
                  request
                      .response()
                      .write(half(body))
                      .onComplete(sent -> request.connection().close());
                }
                default -> request.response().end(body);
              }
            });
  }

  /** Status and headers, without those that say how long the body is. */
  static void copyHead(HttpClientResponse from, HttpServerResponse to) {
    to.setStatusCode(from.statusCode());
    to.headers().addAll(from.headers());
    to.headers().remove(HttpHeaders.TRANSFER_ENCODING).remove(HttpHeaders.CONTENT_LENGTH);
  }

  static Buffer half(Buffer body) {
    return body.slice(0, body.length() / 2);
  }
}
