/** Text of others in messages of the program. Pure, and of nothing but Java. */
package io.seldoningress.text;
