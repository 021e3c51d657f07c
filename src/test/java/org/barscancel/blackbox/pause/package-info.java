/** What stops the packaged program in the middle of its work; on its class path in tests only. */
package org.barscancel.blackbox.pause;
