"""Pages of a first meeting: fourteen steps to hold with the screen turned, the agreement, and what comes after."""
