#include "CPacketCapture.h"
