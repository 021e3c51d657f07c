/**
 * What lies on disk and on queues: how it is encrypted, and who may read or change it. Knows Tink and the JDK only.
 */
@NullMarked
package org.barscancel.atrest;

import org.jspecify.annotations.NullMarked;
