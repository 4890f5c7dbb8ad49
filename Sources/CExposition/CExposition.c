#include "CExposition.h"
