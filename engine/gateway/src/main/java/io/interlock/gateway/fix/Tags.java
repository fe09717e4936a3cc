package io.interlock.gateway.fix;

/** FIX tags, message types and values that the tap reads: the same numbers in every version of FIX. */
final class Tags
{
    static final int CL_ORD_ID = 11;
    static final int CUM_QTY = 14;
    static final int EXEC_ID = 17;
    static final int EXEC_REF_ID = 19;
    static final int EXEC_TRANS_TYPE = 20;
    static final int LAST_PX = 31;
    static final int LAST_QTY = 32;
    static final int MSG_SEQ_NUM = 34;
    static final int MSG_TYPE = 35;
    static final int ORDER_QTY = 38;
    static final int ORD_STATUS = 39;
    static final int ORIG_CL_ORD_ID = 41;
    static final int POSS_DUP_FLAG = 43;
    static final int PRICE = 44;
    static final int REF_SEQ_NUM = 45;
    static final int SIDE = 54;
    static final int SYMBOL = 55;
    static final int TEXT = 58;
    static final int POSS_RESEND = 97;
    static final int CXL_REJ_REASON = 102;
    static final int TEST_REQ_ID = 112;
    static final int EXEC_TYPE = 150;
    static final int TRAD_SES_STATUS = 340;
    static final int REF_MSG_TYPE = 372;
    static final int BUSINESS_REJECT_REF_ID = 379;

    static final String HEARTBEAT = "0";
    static final String TEST_REQUEST = "1";
    static final String REJECT = "3";
    static final String EXECUTION_REPORT = "8";
    static final String ORDER_CANCEL_REJECT = "9";
    static final String NEW_ORDER_SINGLE = "D";
    static final String ORDER_CANCEL_REQUEST = "F";
    static final String ORDER_CANCEL_REPLACE_REQUEST = "G";
    static final String TRADING_SESSION_STATUS = "h";
    static final String BUSINESS_MESSAGE_REJECT = "j";
    static final String ORDER_MASS_CANCEL_REQUEST = "q";

    private Tags()
    {
    }
}
