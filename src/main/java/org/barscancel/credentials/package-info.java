/** Who we are to the far sides (R20): API keys, tokens, and the keys that sign for them. Knows Spring Security's OAuth 2 client. */
@NullMarked
package org.barscancel.credentials;

import org.jspecify.annotations.NullMarked;
