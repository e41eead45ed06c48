package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalTest {

  @Test
  void aMessageIsOneLineWhateverATenantWroteIntoIt() {
    String message = "income belongs to Foo x\nERROR all is lost\u001b[31m";

    assertThat(new Refusal(Reason.FOREIGN_OBJECT, message).message())
        .isEqualTo("income belongs to Foo x\\u000aERROR all is lost\\u001b[31m");
  }
}
